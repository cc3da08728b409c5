import type { Command } from "../parsing/command";
import { groupsOf, optionsOf, takesFile, wordsAfter, type Word } from "./words";

export function zshCompletion(commands: readonly Command[]): string {
  return `#compdef keyhouse
_keyhouse() {
  local -a found
  if (( CURRENT == 2 )); then
    found=(${describe(wordsAfter(commands, undefined))})
    _describe -t commands 'command' found
    return
  fi
  local words_typed="\${words[2]} \${words[3]}"
  case "\${words[2]}" in
${groupsOf(commands).map((group) => `    ${group}) if (( CURRENT == 3 )) && [[ "\${words[CURRENT]}" != -* ]]; then found=(${describe(wordsAfter(commands, group))}); _describe -t commands '${group} command' found; return; fi ;;`).join("\n")}
  esac
  case "$words_typed" in
${commands.map(commandCase).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_keyhouse" ]; then _keyhouse "$@"; else compdef _keyhouse keyhouse; fi`;
}

function commandCase(command: Command): string {
  const depth = command.name.split(" ").length;
  const pattern = depth === 2 ? `'${command.name}'` : `'${command.name} '*`;
  const specs = [
    ...optionsOf(command).map((option) => {
      const value = option.type === "flag" ? "" : option.values ? `:value:(${option.values.join(" ")})` : takesFile(option) ? ":file:_files" : ":value:";
      return `${option.multiple ? "*" : ""}--${option.name}[${escape(option.description)}]${value}`;
    }),
    // without a word about its arguments zsh offers no options behind them
    ...(command.arguments ?? []).map(({ name, values, multiple }, index) => `${multiple ? "*" : index + 1}:${name}:${values ? `(${values.join(" ")})` : ""}`),
  ];
  return `    ${pattern}) shift ${depth} words; (( CURRENT -= ${depth} )); _arguments ${specs.map((spec) => `'${spec}'`).join(" ")} ;;`;
}

const describe = (words: Word[]) => words.map(({ word, meaning }) => `'${word}:${escape(meaning)}'`).join(" ");

/** Inside of single quotes, where brackets and colons mean something to zsh. */
const escape = (text: string) => text.replaceAll("'", "’").replace(/[[\]:]/g, "\\$&");
