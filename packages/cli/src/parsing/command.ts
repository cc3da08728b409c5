import type { Context } from "../context";
import type { Values } from "./values";

export type OptionSpec = {
  type: "text" | "flag";
  /** May be given several times. */
  multiple?: boolean;
  /** What stands for the value in the help. */
  placeholder?: string;
  description: string;
  /** The only values that there are: checked, and offered by the completion. */
  values?: readonly string[];
};

export type ArgumentSpec = { name: string; description: string; optional?: boolean; multiple?: boolean; values?: readonly string[] };

/** One command. Help, parsing and completion are all made from it. */
export type Command = {
  /** Its words: `keys rotate`. */
  name: string;
  summary: string;
  /** Further lines for the help. */
  details?: string;
  arguments?: readonly ArgumentSpec[];
  options?: Readonly<Record<string, OptionSpec>>;
  examples: readonly [line: string, meaning: string][];
  run(context: Context, values: Values): Promise<void>;
};

/** Good for every command. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  url: { type: "text", placeholder: "URL", description: "The server, for this command alone" },
  json: { type: "flag", description: "Print the server's answer as JSON" },
  "no-color": { type: "flag", description: "Print without colour" },
  help: { type: "flag", description: "Show this help" },
};

export const confirmOption: Readonly<Record<string, OptionSpec>> = { yes: { type: "flag", description: "Do not ask" } };

export const pageOptions: Readonly<Record<string, OptionSpec>> = {
  limit: { type: "text", placeholder: "N", description: "How many rows, 1 to 100 (50)" },
  cursor: { type: "text", placeholder: "CURSOR", description: "Go on where the page before ended" },
};
