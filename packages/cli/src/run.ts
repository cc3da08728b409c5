import { KeyhouseError } from "@keyhouse/client";
import { explainError } from "./api/explain";
import { allCommands } from "./commands/all";
import { Context } from "./context";
import { exitCodes, Failure, type ExitCode } from "./failure";
import { styleFor } from "./output/style";
import { Terminal } from "./output/terminal";
import { findCommand } from "./parsing/find-command";
import { commandHelp, groupHelp } from "./parsing/help";
import { parseCommand } from "./parsing/parse";
import type { Values } from "./parsing/values";
import type { Command } from "./parsing/command";
import { Store } from "./store/store";
import type { World } from "./world";
import { version } from "./version";

/** The whole program: takes the words of the command line, answers the exit code. It never throws. */
export async function runCli(words: readonly string[], world: World): Promise<ExitCode> {
  // the words behind `--` are nobody's options
  const own = words.includes("--") ? words.slice(0, words.indexOf("--")) : words;
  const terminal = new Terminal(world, own.includes("--json"), own.includes("--no-color"));
  try {
    await run(words, world, terminal);
    return exitCodes.ok;
  } catch (error) {
    return report(world.interrupted.aborted ? new Failure("Interrupted.", { exitCode: exitCodes.interrupted }) : error, terminal);
  }
}

async function run(words: readonly string[], world: World, terminal: Terminal): Promise<void> {
  if (words[0] === "--version" || words[0] === "-v" || words[0] === "version") return terminal.print(version);
  const asksForHelp = words[0] === "help";
  const found = findCommand(allCommands, asksForHelp ? words.slice(1) : words);
  const style = styleFor(world.stdout, world.env, words.includes("--no-color"));
  if (!("command" in found)) return terminal.print(groupHelp(found.group, allCommands, style).trimEnd());
  const values = parseCommand(found.command, asksForHelp ? ["--help"] : found.rest);
  if (values.flag("help")) return terminal.print(commandHelp(found.command, style).trimEnd());
  await runCommand(found.command, values, new Context(world, terminal, new Store(world), values.text("url")));
}

async function runCommand(command: Command, values: Values, context: Context): Promise<void> {
  try {
    await command.run(context, values);
  } catch (error) {
    throw error instanceof KeyhouseError ? explainError(error, await context.url()) : error;
  }
}

function report(error: unknown, terminal: Terminal): ExitCode {
  const failure = error instanceof Failure ? error : new Failure(describeUnexpected(error));
  if (terminal.isJson && !failure.isShown && failure.exitCode !== exitCodes.interrupted) terminal.json(failure.answer ?? { success: false, error: failure.message, code: codeNames[failure.exitCode] });
  const { bad, faint } = terminal.noteStyle;
  terminal.note(`${bad("keyhouse:")} ${failure.message}`);
  if (failure.hint) terminal.note(faint(failure.hint));
  return failure.exitCode;
}

/** For failures that the server knows nothing of. */
const codeNames: Record<ExitCode, string> = { 0: "OK", 1: "FAILED", 2: "USAGE", 3: "NOT_SIGNED_IN", 4: "UNREACHABLE", 130: "INTERRUPTED" };

/** A file that cannot be written, mostly: what the system says names the file. */
function describeUnexpected(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
