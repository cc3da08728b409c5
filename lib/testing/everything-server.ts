import { spawn } from "node:child_process";
import { freePort } from "./run-server";
import { waitUntil } from "./wait-until";

export type EverythingServer = { address: string; /** What it has said, which is a line for each request. */ said(): string; stop(): Promise<void> };

/** The reference server of MCP, in a process of its own, as its users start it. */
export async function startEverythingServer(): Promise<EverythingServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ["node_modules/@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp"], { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: String(port) } });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const said = () => Buffer.concat(chunks).toString();
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await waitUntil(() => said().includes(`listening on port ${port}`), 30_000);
  return {
    address: `http://localhost:${port}/mcp`,
    said,
    stop: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}
