import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../run";
import type { World } from "../world";

export type Ran = { code: number; stdout: string; stderr: string; /** The first line of the result, as JSON. */ json<Answer>(): Answer };

type Options = {
  env?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
  /** What stands in for waiting. */
  sleep?: World["sleep"];
  execute?: World["execute"];
  platform?: NodeJS.Platform;
};

type Once = Options & {
  /** Standard input. */
  input?: string;
  /** A person sits there, and types this. */
  terminal?: { answers?: string; columns?: number };
  signal?: AbortSignal;
  onOutput?: (text: string) => void;
};

/** The program with a home of its own, without a process around it. Everything it ever printed is kept. */
export class TestCli {
  readonly home = mkdtempSync(join(tmpdir(), "keyhouse-cli-"));
  /** All output of all runs. */
  printed = "";

  constructor(private readonly options: Options = {}) {}

  get configPath(): string {
    return join(this.home, ".config", "keyhouse", "config.json");
  }

  async run(words: string, once: Once = {}): Promise<Ran> {
    return this.runWords(words.split(" ").filter(Boolean), once);
  }

  async runWords(words: string[], once: Once = {}): Promise<Ran> {
    const out = { stdout: "", stderr: "" };
    const writer = (name: "stdout" | "stderr") => ({
      isTTY: once.terminal !== undefined,
      columns: once.terminal?.columns ?? 80,
      write: (text: string) => {
        out[name] += text;
        this.printed += text;
        once.onOutput?.(text);
      },
    });
    const code = await runCli(words, {
      env: { ...this.options.env, ...once.env },
      platform: once.platform ?? this.options.platform ?? "linux",
      cwd: this.home,
      home: this.home,
      stdin: inputOf(once),
      stdout: writer("stdout"),
      stderr: writer("stderr"),
      fetch: once.fetch ?? this.options.fetch ?? globalThis.fetch,
      now: () => new Date(),
      sleep: once.sleep ?? this.options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
      execute: once.execute ?? this.options.execute ?? (() => Promise.reject(new Error("not installed"))),
      launch: () => undefined,
      interrupted: once.signal ?? new AbortController().signal,
    });
    return { code, ...out, json: () => JSON.parse(out.stdout.split("\n")[0]!) as never };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

function inputOf({ input = "", terminal }: Once): World["stdin"] {
  async function* chunks() {
    yield Buffer.from(terminal?.answers ?? input);
  }
  return Object.assign(chunks(), { isTTY: terminal !== undefined, setRawMode: () => undefined });
}
