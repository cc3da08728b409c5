import { spawn } from "node:child_process";

export type StartedProgram = {
  write(text: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** What has come on standard output so far. */
  output(): string;
  /** What has come on standard error so far. */
  said(): string;
  /** Waits until it has said, or put out, what matches. Fails with all it said where it ends before. */
  until(pattern: RegExp): Promise<void>;
  untilOutput(pattern: RegExp): Promise<void>;
  /** The exit code; `null` where a signal ended it. */
  ended: Promise<number | null>;
};

/** Runs an installed program as a person or another program would, with this environment and no other. */
export function startProgram(command: string, env: Record<string, string>, args: string[] = []): StartedProgram {
  const child = spawn(command, args, { env: env as NodeJS.ProcessEnv, stdio: "pipe" });
  const texts = { output: "", said: "" };
  const waiting = new Set<() => void>();
  const collect = (name: keyof typeof texts) => (chunk: string) => {
    texts[name] += chunk;
    for (const look of waiting) look();
  };
  child.stdout.setEncoding("utf8").on("data", collect("output"));
  child.stderr.setEncoding("utf8").on("data", collect("said"));
  // whoever writes to a program that has ended finds out by its exit code
  child.stdin.on("error", () => undefined);
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", (code) => resolve(code)));
  const until = (name: keyof typeof texts) => (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(texts[name])) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void ended.then((code) => reject(new Error(`The program ended (${code}) before ${pattern}:\n${texts.said}`)), reject);
    });
  return {
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    output: () => texts.output,
    said: () => texts.said,
    until: until("said"),
    untilOutput: until("output"),
    ended,
  };
}
