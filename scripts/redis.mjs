import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { freePort } from "./postgres.mjs";
import { execute } from "./steps/run.mjs";

/**
 * A throw-away Redis (or Valkey) on a loopback port, for tests: it keeps nothing on the disk. Undefined where there is none and
 * none can be installed.
 */
export async function startRedis({ port } = {}) {
  const program = findRedis() ?? (await installRedis());
  if (program === undefined) return undefined;
  const onPort = port ?? (await freePort());
  const server = spawn(program, ["--port", String(onPort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("close", resolve));
  await new Promise((resolve, reject) => {
    server.stdout.on("data", (chunk) => /ready to accept connections/i.test(chunk) && resolve());
    void ended.then(() => reject(new Error("Redis did not start")));
  });
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  return {
    url: `redis://127.0.0.1:${onPort}`,
    port: onPort,
    pid: server.pid,
    async stop() {
      process.off("exit", kill);
      // one that was stopped in its tracks would not hear anything milder
      server.kill("SIGKILL");
      await ended;
    },
  };
}

function findRedis() {
  return ["redis-server", "valkey-server"].find((program) => spawnSync(program, ["--version"]).status === 0);
}

async function installRedis() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  console.log("Installing Redis for the tests...");
  await execute("apt-get", ["install", "-y", "-q", "--no-install-recommends", "redis-server"], { env: { DEBIAN_FRONTEND: "noninteractive" } });
  return findRedis();
}
