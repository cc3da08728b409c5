import { spawn } from "node:child_process";
import { homedir } from "node:os";

export type Output = { write(text: string): unknown; isTTY?: boolean | undefined; columns?: number | undefined };
export type Input = AsyncIterable<Buffer | string> & { isTTY?: boolean | undefined; setRawMode?(mode: boolean): unknown };

/** Everything that the program has from outside: a test hands in its own. */
export type World = {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  cwd: string;
  home: string;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  fetch: typeof globalThis.fetch;
  now(): Date;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Starts a program, hands it `input`, and returns what it printed. Rejects where it cannot be started. */
  execute(command: string, args: string[], input?: string): Promise<{ status: number; output: string }>;
  /** Starts a program and does not wait for it. */
  launch(command: string, args: string[]): void;
  /** Aborted when the person presses Ctrl-C. */
  interrupted: AbortSignal;
};

export function realWorld(interrupted: AbortSignal): World {
  return {
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    home: homedir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    fetch: globalThis.fetch.bind(globalThis),
    now: () => new Date(),
    sleep,
    execute,
    launch: (command, args) => spawn(command, args, { stdio: "ignore", detached: true }).on("error", () => undefined).unref(),
    interrupted,
  };
}

export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });
}

function execute(command: string, args: string[], input = ""): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
    // a program that ends without reading its input is no failure of ours
    child.stdin.on("error", () => undefined).end(input);
  });
}
