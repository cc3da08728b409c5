import type { Command } from "../parsing/command";
import { argumentValues, groupsOf, optionsOf, takesFile, wordsAfter } from "./words";

export function fishCompletion(commands: readonly Command[]): string {
  return [
    "# fish completion for keyhouse",
    "function __keyhouse_at",
    "    set -l typed (commandline -opc)[2..-1]",
    "    set -l words (string match -v -- '-*' $typed)",
    "    test (count $words) -ge (count $argv); or return 1",
    "    for index in (seq (count $argv))",
    "        test \"$words[$index]\" = \"$argv[$index]\"; or return 1",
    "    end",
    "end",
    "function __keyhouse_exactly",
    "    set -l typed (commandline -opc)[2..-1]",
    "    set -l words (string match -v -- '-*' $typed)",
    "    test \"$words\" = \"$argv\"",
    "end",
    "complete -c keyhouse -f",
    ...wordsAfter(commands, undefined).map(({ word, meaning }) => `complete -c keyhouse -n '__keyhouse_exactly' -a ${word} -d '${escape(meaning)}'`),
    ...groupsOf(commands).flatMap((group) => wordsAfter(commands, group).map(({ word, meaning }) => `complete -c keyhouse -n '__keyhouse_exactly ${group}' -a ${word} -d '${escape(meaning)}'`)),
    ...commands.flatMap(commandLines),
  ].join("\n");
}

function commandLines(command: Command): string[] {
  const at = `complete -c keyhouse -n '__keyhouse_at ${command.name}'`;
  return [
    ...argumentValues(command).map((value) => `${at} -a ${value}`),
    ...optionsOf(command).map((option) => `${at} -l ${option.name}${option.type === "flag" ? "" : option.values ? ` -x -a '${option.values.join(" ")}'` : takesFile(option) ? " -r -F" : " -x"} -d '${escape(option.description)}'`),
  ];
}

const escape = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
