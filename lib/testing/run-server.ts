import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Ended = { status: number | null; signal: NodeJS.Signals | null };

export type RunningServer = {
  origin: string;
  port: number;
  dataDir: string;
  pid: number;
  process: ChildProcess;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Resolves when the process is gone. */
  ended: Promise<Ended>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
};

export type RunOptions = {
  env?: Record<string, string | undefined>;
  /** Kept by the caller; a temporary one is made, and removed after the end, where absent. */
  dataDir?: string;
  port?: number;
};

/** Starts the built server as `npm start` does, with a data directory of its own and limits that no test reaches by accident. */
export async function launchServer({ env = {}, dataDir, port }: RunOptions = {}): Promise<RunningServer> {
  if (!existsSync("dist/server.mjs")) throw new Error("The server is not built: run `npm run build` first.");
  const usedPort = port ?? (await freePort());
  const usedDir = dataDir ?? (await mkdtemp(join(tmpdir(), "keyhouse-test-")));
  const origin = `http://localhost:${usedPort}`;
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...withoutOwnSettings(process.env),
      NODE_ENV: "production",
      PORT: String(usedPort),
      PUBLIC_URL: origin,
      DATA_DIR: usedDir,
      PASSWORD_HASH_COST: "4",
      RATE_LIMIT_PER_MINUTE: "1000000",
      RATE_LIMIT_ANONYMOUS_PER_MINUTE: "1000000",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Ended>((resolve) => child.once("close", (status, signal) => resolve({ status, signal }))).then(async (end) => {
    if (dataDir === undefined) await rm(usedDir, { recursive: true, force: true });
    return end;
  });
  return {
    origin,
    port: usedPort,
    dataDir: usedDir,
    pid: child.pid!,
    process: child,
    output: () => Buffer.concat(chunks).toString("utf8"),
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The same, ready to answer. */
export async function runServer(options: RunOptions = {}): Promise<RunningServer> {
  const server = await launchServer(options);
  await waitForOutput(server, / is ready at /);
  return server;
}

/** Waits until the server has printed what matches. Fails with its whole output where it ends before, or never says it. */
async function waitForOutput(server: RunningServer, pattern: RegExp, milliseconds = 120_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  let isOver = false;
  void server.ended.then(() => (isOver = true));
  while (!pattern.test(server.output())) {
    if (isOver || Date.now() > deadline) throw new Error(`The server ${isOver ? "ended" : "was silent"} before it printed ${pattern}:\n${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The variables that Keyhouse reads must come from the test, not from the shell that runs it. */
function withoutOwnSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(?:PUBLIC_URL|API_URL|LISTEN_ADDRESS|DATABASE_URL|REDIS_URL|SECRET_KEY|SETUP_TOKEN|ENABLE_AUTH|TRUSTED_PROXIES|BRAND_NAME|KEY_PREFIX|TOKEN_SIGNING_ALG|METRICS_TOKEN|NEXTAUTH_\w+|TELEGRAM_\w+|VITEST\w*)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name))) as NodeJS.ProcessEnv;
}
