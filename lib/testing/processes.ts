import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** A folder that is gone after `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "keyhouse-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Bundles a TypeScript program, written as in the project's folder, for plain Node. Returns the path of the result. */
export async function bundleProgram(source: string, name: string): Promise<string> {
  // Within the project, so that it finds the packages.
  const path = resolve("node_modules", ".cache", "test-programs", `${name}.mjs`);
  // Two test files may bundle the same one at once: each runs a whole file.
  const outfile = `${path}.${process.pid}`;
  await build({ stdin: { contents: source, resolveDir: process.cwd(), loader: "ts" }, outfile, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error" });
  renameSync(outfile, path);
  return path;
}

export type RunningProgram = {
  process: ChildProcess;
  lines: string[];
  /** The first line that begins so, also one that has come already. */
  line(start: string): Promise<string>;
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null }>;
};

export function runProgram(path: string, args: string[]): RunningProgram {
  const child = spawn(process.execPath, [path, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const ended = new Promise<Awaited<RunningProgram["ended"]>>((done) => child.once("close", (status, signal) => done({ status, signal })));
  const line = (start: string) => new Promise<string>((found, fail) => {
    const look = () => {
      const match = lines.find((text) => text.startsWith(start));
      if (match === undefined) return;
      waiting.delete(look);
      found(match);
    };
    waiting.add(look);
    look();
    void ended.then(({ status, signal }) => fail(new Error(`The program ended (${status ?? signal}) before it said "${start}": ${lines.join(" / ")}`)));
  });
  return { process: child, lines, line, ended };
}
