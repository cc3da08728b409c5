import { Failure, exitCodes, usageFailure } from "../failure";
import type { Terminal } from "./terminal";
import type { World } from "../world";

/** Asks before something that cannot be undone. Without a person to ask, `--yes` must have said it. */
export async function confirm(world: World, terminal: Terminal, question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!terminal.isInteractive) throw usageFailure(`${question} Nobody can be asked here.`, "Say --yes to do it without being asked.");
  world.stderr.write(`${question} [y/N] `);
  const answer = (await readLine(world.stdin)).trim().toLowerCase();
  if (answer !== "y" && answer !== "yes") throw new Failure("Nothing was done.");
}

/** A secret: asked for without an echo in a terminal, else all of standard input. */
export async function readSecret(world: World, what: string): Promise<string> {
  if (world.stdin.isTTY !== true) return (await readAll(world.stdin)).trim();
  world.stderr.write(`${what} (it is not shown): `);
  world.stdin.setRawMode?.(true);
  try {
    return (await readUnseen(world.stdin)).trim();
  } finally {
    world.stdin.setRawMode?.(false);
    world.stderr.write("\n");
  }
}

async function readUnseen(stdin: World["stdin"]): Promise<string> {
  let typed = "";
  for await (const chunk of stdin) {
    for (const letter of chunk.toString()) {
      if (letter === "\u0003") throw new Failure("Interrupted.", { exitCode: exitCodes.interrupted });
      if (letter === "\r" || letter === "\n" || letter === "\u0004") return typed;
      typed = letter === "\u007f" || letter === "\b" ? typed.slice(0, -1) : typed + letter;
    }
  }
  return typed;
}

async function readLine(stdin: World["stdin"]): Promise<string> {
  let text = "";
  for await (const chunk of stdin) {
    text += chunk.toString();
    if (text.includes("\n")) break;
  }
  return text.split("\n")[0]!;
}

async function readAll(stdin: World["stdin"]): Promise<string> {
  let text = "";
  for await (const chunk of stdin) text += chunk.toString();
  return text;
}
