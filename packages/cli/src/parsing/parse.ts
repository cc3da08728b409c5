import { parseArgs } from "node:util";
import { usageFailure } from "../failure";
import { commonOptions, type ArgumentSpec, type Command, type OptionSpec } from "./command";
import { closest } from "./closest";
import { Values } from "./values";

/** Reads the words after a command's name. Throws a usage failure that names what is wrong and shows what would be right. */
export function parseCommand(command: Command, words: readonly string[]): Values {
  const specs = { ...commonOptions, ...command.options };
  const { values, positionals } = parse(command, specs, words);
  for (const [name, value] of Object.entries(values)) requireKnownValue(`--${name}`, specs[name]!, value);
  return new Values(values["help"] === true ? {} : nameArguments(command, positionals), values);
}

type Parsed = { values: Record<string, string | boolean | (string | boolean)[] | undefined>; positionals: string[] };

function parse(command: Command, specs: Record<string, OptionSpec>, words: readonly string[]): Parsed {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple = false }]) => [name, { type: type === "flag" ? ("boolean" as const) : ("string" as const), multiple, ...(name === "help" && { short: "h" }) }]),
  );
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageFailure(`${explain((error as Error).message, Object.keys(specs))} (keyhouse ${command.name})`, helpHint(command));
  }
}

/** Node's own words name the option, and go on at length. */
function explain(message: string, names: string[]): string {
  const unknown = /^Unknown option '(--?[^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return message.split(". ")[0]!;
  const near = closest(unknown.replace(/^-+/, ""), names);
  return `There is no option ${unknown}${near === undefined ? "" : `; did you mean --${near}?`}`;
}

function nameArguments(command: Command, positionals: string[]): Record<string, string[]> {
  const specs = command.arguments ?? [];
  const named: Record<string, string[]> = {};
  let rest = positionals;
  for (const spec of specs) {
    const taken = spec.multiple ? rest : rest.slice(0, 1);
    if (taken.length === 0 && !spec.optional) throw usageFailure(`${spec.name} is missing: keyhouse ${command.name} ${specs.map(showArgument).join(" ")}`, helpHint(command));
    for (const value of taken) requireKnownValue(spec.name, spec, value);
    named[spec.name] = taken;
    rest = rest.slice(taken.length);
  }
  if (rest.length > 0) throw usageFailure(`keyhouse ${command.name} does not know what to do with ${JSON.stringify(rest[0])}`, helpHint(command));
  return named;
}

function requireKnownValue(what: string, { values }: { values?: readonly string[] }, given: unknown): void {
  if (!values) return;
  for (const one of [given].flat()) {
    if (one !== undefined && !values.includes(String(one))) throw usageFailure(`${what} must be one of ${values.join(", ")}, not ${JSON.stringify(one)}`);
  }
}

export function showArgument({ name, optional, multiple }: ArgumentSpec): string {
  const shown = `${name.toUpperCase()}${multiple ? "..." : ""}`;
  return optional ? `[${shown}]` : shown;
}

const helpHint = ({ name }: Command) => `keyhouse ${name} --help shows how it is used.`;
