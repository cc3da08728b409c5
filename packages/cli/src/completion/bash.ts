import type { Command } from "../parsing/command";
import { argumentValues, groupsOf, optionsOf, takesFile, wordsAfter } from "./words";

export function bashCompletion(commands: readonly Command[]): string {
  return `# bash completion for keyhouse
_keyhouse() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" first="" second="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in
      -*) ;;
      *) if [ -z "$first" ]; then first="$word"; elif [ -z "$second" ]; then second="$word"; fi ;;
    esac
  done
  COMPREPLY=()
  case "$first" in
    "") COMPREPLY=($(compgen -W "${list(wordsAfter(commands, undefined))} help --help --version" -- "$cur")); return ;;
${groupsOf(commands).map((group) => groupCase(commands, group)).join("\n")}
  esac
  case "$first $second" in
${commands.map((command) => commandCase(command)).join("\n")}
  esac
}
complete -F _keyhouse keyhouse`;
}

const list = (words: { word: string }[]) => words.map(({ word }) => word).join(" ");

/** The words of a group are offered where none has been typed; a group that is a command itself goes on to its options. */
function groupCase(commands: readonly Command[], group: string): string {
  return `    ${group}) if [ -z "$second" ] && [[ "$cur" != -* ]]; then COMPREPLY=($(compgen -W "${list(wordsAfter(commands, group))}" -- "$cur")); return; fi ;;`;
}

function commandCase(command: Command): string {
  const options = optionsOf(command);
  const pattern = command.name.includes(" ") ? `"${command.name}"` : `"${command.name} "*`;
  const files = options.filter(takesFile).map(({ name }) => `        --${name}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`);
  const valued = options.filter(({ values }) => values).map(({ name, values }) => `        --${name}) COMPREPLY=($(compgen -W "${values!.join(" ")}" -- "$cur")); return ;;`);
  const lines = [...files, ...valued];
  const all = [...argumentValues(command), ...options.map(({ name }) => `--${name}`)].join(" ");
  return `    ${pattern})
${lines.length > 0 ? `      case "$prev" in\n${lines.join("\n")}\n      esac\n` : ""}      COMPREPLY=($(compgen -W "${all}" -- "$cur")) ;;`;
}
