import { commonOptions, type Command, type OptionSpec } from "../parsing/command";

export type Word = { word: string; meaning: string };

/** What may stand behind `keyhouse`, or behind `keyhouse GROUP`. */
export function wordsAfter(commands: readonly Command[], group: string | undefined): Word[] {
  if (group !== undefined) return commands.filter(({ name }) => name.startsWith(`${group} `)).map(({ name, summary }) => ({ word: name.slice(group.length + 1), meaning: summary }));
  const firsts = new Map<string, string>();
  for (const { name, summary } of commands) {
    const [first = ""] = name.split(" ");
    if (!firsts.has(first)) firsts.set(first, name === first ? summary : `${groupMeaning(commands, first)}`);
  }
  return [...firsts].map(([word, meaning]) => ({ word, meaning }));
}

export const groupsOf = (commands: readonly Command[]): string[] => [...new Set(commands.filter(({ name }) => name.includes(" ")).map(({ name }) => name.split(" ")[0]!))];

/** The options of a command, those of every command included. */
export function optionsOf(command: Command): (OptionSpec & { name: string })[] {
  return Object.entries({ ...command.options, ...commonOptions }).map(([name, spec]) => ({ name, ...spec }));
}

/** The values that its first argument can have, where they are known. */
export const argumentValues = (command: Command): readonly string[] => command.arguments?.[0]?.values ?? [];

export const takesFile = ({ placeholder }: OptionSpec): boolean => placeholder === "FILE";

function groupMeaning(commands: readonly Command[], group: string): string {
  return wordsAfter(commands, group).map(({ word }) => word).join(", ");
}
