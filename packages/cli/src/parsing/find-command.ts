import { usageFailure } from "../failure";
import { closest } from "./closest";
import type { Command } from "./command";

export type Found = { command: Command; rest: string[] } | { group: string | undefined };

/** The command that the words name, the longest name first, or the group whose help is wanted. Throws a usage failure for neither. */
export function findCommand(commands: readonly Command[], words: readonly string[]): Found {
  const typed = words.slice(0, words.findIndex((word) => word.startsWith("-")) === -1 ? undefined : words.findIndex((word) => word.startsWith("-")));
  for (let length = Math.min(2, typed.length); length > 0; length--) {
    const command = commands.find(({ name }) => name === typed.slice(0, length).join(" "));
    if (command) return { command, rest: words.slice(length) };
  }
  const [first, second] = typed;
  if (first === undefined) return { group: undefined };
  const members = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (members.length > 0 && second === undefined) return { group: first };
  const names = members.length > 0 ? members.map(({ name }) => name.split(" ")[1]!) : [...new Set(commands.map(({ name }) => name.split(" ")[0]!))];
  const near = closest(second !== undefined && members.length > 0 ? second : first, names);
  const prefix = members.length > 0 ? `${first} ` : "";
  throw usageFailure(
    `There is no command keyhouse ${prefix}${members.length > 0 ? second : first}${near === undefined ? "" : `; did you mean keyhouse ${prefix}${near}?`}`,
    `keyhouse ${prefix}--help lists those that there are.`,
  );
}
