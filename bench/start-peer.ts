import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type Peer = { pid: number; port: number; told: Record<string, string>; stop(): void };

/** Starts a server to compare with. It says in one line of JSON where it listens, and what a request needs. */
export async function startPeer(file: string, ...args: string[]): Promise<Peer> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
  const ended = new Promise<never>((_resolve, reject) => child.once("close", (status) => reject(new Error(`${file} ended with status ${status} before it listened`))));
  ended.catch(() => undefined);
  const line = new Promise<string>((resolve) => {
    const lines = createInterface({ input: child.stdout });
    // it may greet its reader first
    lines.on("line", (text) => text.startsWith("{") && resolve(text));
  });
  const told = JSON.parse(await Promise.race([line, ended])) as Record<string, string>;
  return { pid: child.pid!, port: Number(told["port"]), told, stop: () => void child.kill() };
}
