import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "../steps/build.mjs";
import { ensureDependencies } from "../steps/install.mjs";
import { ensurePrismaClient } from "../steps/generate.mjs";

/** Their buttons are shown; nobody presses them. */
const providers = { GOOGLE_CLIENT_ID: "pictures", GOOGLE_CLIENT_SECRET: "pictures", GITHUB_CLIENT_ID: "pictures", GITHUB_CLIENT_SECRET: "pictures" };

/** A house with nobody in it yet, in a temporary folder; or the one at `url`, which is left alone afterwards. */
export async function startHouse(url) {
  if (url) return { origin: url, stop: async () => {} };
  await ensureDependencies();
  await ensurePrismaClient();
  await ensureBuild();
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "keyhouse-screenshots-"));
  const env = { ...process.env, NODE_ENV: "production", PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT_ANONYMOUS_PER_MINUTE: "1000", RATE_LIMIT_PER_MINUTE: "1000", LOG_LEVEL: "warn", ...providers };
  const child = spawn(process.execPath, ["dist/server.mjs"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => / is ready at /.test(String(chunk)) && resolve());
    ended.then(() => reject(new Error("The server did not start")));
  });
  const stop = async () => {
    child.kill();
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  return { origin: `http://localhost:${port}`, stop };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
