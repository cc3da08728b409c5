import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type RunningProxy = { origin: string; pid: number; stop(): Promise<void> };

type Program = {
  /** Name of the command and of Debian's package. */
  name: string;
  package: string;
  arguments(file: string, folder: string): string[];
  config(port: number, folder: string): string;
};

/** Runs a real reverse proxy of Debian's packages with a configuration, on a port of its own; installs it where it is missing. */
export async function runProxy(program: Program): Promise<RunningProxy> {
  const command = ensureCommand(program);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `keyhouse-${program.name}-`));
  const file = join(folder, "config");
  writeFileSync(file, program.config(port, folder));
  const child = spawn(command, program.arguments(file, folder), { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(origin, child, () => Buffer.concat(said).toString());
  return {
    origin,
    pid: child.pid!,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ensureCommand({ name, package: debianPackage }: Program): string {
  const found = () => ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"].map((folder) => join(folder, name)).find((path) => existsSync(path));
  const known = found();
  if (known) return known;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-q"], { env });
  const { stderr } = spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", debianPackage], { env, encoding: "utf8" });
  const installed = found();
  if (!installed) throw new Error(`${name} was not found and could not be installed. On Debian: apt-get install ${debianPackage}\n${stderr}`);
  return installed;
}

async function untilReady(origin: string, child: { exitCode: number | null }, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`The proxy ended: ${said()}`);
    const answer = await fetch(origin).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The proxy did not begin to answer: ${said()}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
