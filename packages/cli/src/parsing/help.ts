import type { Style } from "../output/style";
import { commonOptions, type Command, type OptionSpec } from "./command";
import { showArgument } from "./parse";

/** `keyhouse keys rotate --help`. */
export function commandHelp(command: Command, style: Style): string {
  const args = command.arguments ?? [];
  const usage = ["keyhouse", command.name, ...args.map(showArgument), "[options]"].join(" ");
  return [
    command.summary,
    ...(command.details ? ["", command.details] : []),
    "",
    style.bold("Usage"),
    `  ${usage}`,
    ...(args.length > 0 ? ["", style.bold("Arguments"), ...rows(args.map((arg) => [showArgument(arg), withValues(arg)]))] : []),
    ...(command.options ? ["", style.bold("Options"), ...rows(optionRows(command.options))] : []),
    "",
    style.bold("Everywhere"),
    ...rows(optionRows(commonOptions)),
    "",
    style.bold(command.examples.length === 1 ? "Example" : "Examples"),
    ...command.examples.flatMap(([line, meaning]) => [`  ${style.faint(`# ${meaning}`)}`, `  ${line}`]),
    "",
  ].join("\n");
}

/** `keyhouse --help`, or that of one group of commands. */
export function groupHelp(group: string | undefined, commands: readonly Command[], style: Style): string {
  const listed = commands.filter(({ name }) => group === undefined || name === group || name.startsWith(`${group} `));
  return [
    group === undefined ? "The command line of a Keyhouse server: sign in, make and rotate keys, see who used them." : `keyhouse ${group}`,
    "",
    style.bold("Usage"),
    `  keyhouse ${group === undefined ? "" : `${group} `}COMMAND [options]`,
    "",
    style.bold("Commands"),
    ...rows(listed.map(({ name, summary }) => [name, summary])),
    ...(group === undefined ? ["", style.bold("Environment"), ...rows(environment), "", style.bold("Exit codes"), ...rows(codes)] : []),
    "",
    "keyhouse COMMAND --help tells more, with examples.",
    "",
  ].join("\n");
}

const environment: [string, string][] = [
  ["KEYHOUSE_URL", "the server; --url goes before it, api.url comes after it"],
  ["KEYHOUSE_TOKEN", "an API key or token; goes before what is stored"],
  ["NO_COLOR", "no colour, whatever the terminal can do"],
];

const codes: [string, string][] = [
  ["0", "done"],
  ["1", "refused or failed"],
  ["2", "the command line is wrong"],
  ["3", "not signed in, or the credential is no longer valid"],
  ["4", "the server cannot be reached"],
];

function optionRows(options: Readonly<Record<string, OptionSpec>>): [string, string][] {
  return Object.entries(options).map(([name, spec]) => [`--${name}${spec.type === "text" ? ` ${spec.placeholder ?? "VALUE"}` : ""}`, withValues(spec)]);
}

const withValues = ({ description, values }: { description: string; values?: readonly string[] }) => (values ? `${description} (${values.join(", ")})` : description);

function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([left]) => left.length)) + 2;
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
