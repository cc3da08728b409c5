import { createServer, connect } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createEmptyDatabase } from "@/lib/testing/database";
import { freePort, launchServer, runServer, type RunningServer } from "@/lib/testing/run-server";
import { startRedis } from "../scripts/redis.mjs";

const started: RunningServer[] = [];
const folders: string[] = [];
const redis = await startRedis();
afterAll(() => redis?.stop());

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop("SIGKILL")));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function keep(server: Promise<RunningServer>): Promise<RunningServer> {
  const running = await server;
  started.push(running);
  return running;
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keyhouse-process-"));
  folders.push(folder);
  return folder;
}

function post(server: RunningServer, path: string, body: object): Promise<Response> {
  return fetch(`${server.origin}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

const account = (number: number) => ({ email: `person${number}@example.com`, username: `person${number}`, password: `a long phrase number ${number}` });

describe("a process that is killed", () => {
  test("in the middle of a hundred registrations keeps every account that it has acknowledged", async () => {
    const dataDir = await newFolder();
    const first = await keep(runServer({ dataDir }));
    const acknowledged: number[] = [];
    const register = async (number: number) => {
      const response = await post(first, "/api/v1/auth/register", account(number)).catch(() => undefined);
      if (response?.status !== 201) return;
      acknowledged.push(number);
      if (acknowledged.length === 40) first.process.kill("SIGKILL");
    };
    const queue = Array.from({ length: 100 }, (_, number) => number);
    const worker = async () => {
      for (let number = queue.shift(); number !== undefined; number = queue.shift()) await register(number);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    expect(acknowledged.length).toBeLessThan(100);

    const second = await keep(runServer({ dataDir }));
    for (const number of acknowledged) {
      const { username, password } = account(number);
      expect((await post(second, "/api/v1/auth/login", { username, password })).status, username).toBe(200);
    }
  }, 120_000);
});

describe("two instances on one PostgreSQL", () => {
  test("that start at once on an empty database both come up, and act as one house", async () => {
    const { url, drop } = await createEmptyDatabase();
    const env = { DATABASE_URL: url, SECRET_KEY: "0123456789abcdefghijklmnopqrstuvwxyz" };
    const [one, two] = await Promise.all([keep(runServer({ env })), keep(runServer({ env }))]);
    const registered = await Promise.all(Array.from({ length: 10 }, (_, number) => post(number % 2 ? one : two, "/api/v1/auth/register", account(number))));
    const users = await Promise.all(registered.map(async (response) => ((await response.json()) as { user: { role: string } }).user));
    expect(users.filter(({ role }) => role === "admin")).toHaveLength(1);
    const { username, password } = account(1);
    expect((await post(two, "/api/v1/auth/login", { username, password })).status).toBe(200);
    await Promise.all([one.stop(), two.stop()]);
    await drop();
  }, 60_000);
});

// where there is no Redis and none can be installed, the rest of the tests is still worth running
describe.runIf(redis)("two instances that share a Redis", () => {
  test("count failed sign-ins and anonymous calls together", async () => {
    const { url, drop } = await createEmptyDatabase();
    const env = { DATABASE_URL: url, REDIS_URL: redis!.url, SECRET_KEY: "0123456789abcdefghijklmnopqrstuvwxyz", RATE_LIMIT_ANONYMOUS_PER_MINUTE: "30" };
    const one = await keep(runServer({ env }));
    const two = await keep(runServer({ env }));
    expect((await post(one, "/api/v1/auth/register", account(1))).status).toBe(201);
    const tried = [];
    for (let time = 0; time < 12; time++) tried.push((await post(time % 2 ? one : two, "/api/v1/auth/login", { username: account(1).username, password: "not this one" })).status);
    expect(tried).toEqual([...Array<number>(10).fill(401), 429, 429]);

    const asked = await Promise.all(Array.from({ length: 25 }, (_, time) => fetch(`${(time % 2 ? one : two).origin}/api/v1/scopes`)));
    expect(asked.filter(({ status }) => status === 401)).toHaveLength(30 - 13);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(25 - (30 - 13));
    await Promise.all([one.stop(), two.stop()]);
    await drop();
  }, 60_000);
});

describe("a start that cannot be", () => {
  test("on a data directory in use names the process that holds it, and harms nothing", async () => {
    const dataDir = await newFolder();
    const first = await keep(runServer({ dataDir }));
    const second = await keep(launchServer({ dataDir }));
    expect((await second.ended).status).toBe(1);
    expect(second.output().trim().split("\n")).toEqual([expect.stringContaining(String(first.pid))]);
    expect((await fetch(`${first.origin}/health`)).status).toBe(200);
  }, 60_000);

  test("on a port in use says so in one line", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const server = await keep(launchServer({ port }));
    expect((await server.ended).status).toBe(1);
    expect(server.output().trim().split("\n").at(-1)).toMatch(new RegExp(`^Port ${port} is in use`));
    other.close();
  }, 60_000);

  test.each([
    ["PORT", { PORT: "eighty" }],
    ["PUBLIC_URL", { PUBLIC_URL: "http://keys.example.com" }],
    ["SECRET_KEY", { DATABASE_URL: "postgresql://localhost/none", SECRET_KEY: undefined }],
    ["SECRET_KEY", { SECRET_KEY: "short" }],
    ["ENABLE_AUTH", { PUBLIC_URL: "https://keys.example.com", ENABLE_AUTH: "false" }],
  ])("with a wrong %s names it in one line", async (name, env) => {
    const server = await keep(launchServer({ env }));
    expect((await server.ended).status).toBe(1);
    expect(server.output().trim().split("\n")).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  test("without its PostgreSQL says so in one line, without the password", async () => {
    const port = await freePort();
    const env = { DATABASE_URL: `postgresql://keyhouse:hunter2@127.0.0.1:${port}/keyhouse`, SECRET_KEY: "0123456789abcdefghijklmnopqrstuvwxyz" };
    const server = await keep(launchServer({ env }));
    expect((await server.ended).status).toBe(1);
    // It may come up together with us, so it is waited for, and that is said.
    expect(server.output().trim().split("\n")).toEqual([expect.stringMatching(/^Waiting for PostgreSQL at /), expect.stringContaining(`127.0.0.1:${port}`)]);
    expect(server.output()).not.toContain("hunter2");
  }, 60_000);
});

describe("SIGTERM", () => {
  test("lets a request under way finish, takes no new one, and ends with status 0 within ten seconds", async () => {
    const server = await keep(runServer());
    const body = JSON.stringify(account(1));
    const head = `POST /api/v1/auth/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const socket = connect(server.port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(head + body.slice(0, 10));
    await pause(300);

    const signalledAt = Date.now();
    server.process.kill("SIGTERM");
    await pause(500);
    await expect(fetch(`${server.origin}/health`)).rejects.toThrow();
    socket.write(body.slice(10));
    await closed;
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 201 /);
    expect(await server.ended).toEqual({ status: 0, signal: null });
    expect(Date.now() - signalledAt).toBeLessThan(10_000);
  }, 60_000);

  test("cuts a request that never finishes, within ten seconds", async () => {
    const server = await keep(runServer());
    const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
    socket.write("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    await pause(300);
    const signalledAt = Date.now();
    expect(await server.stop("SIGTERM")).toEqual({ status: 0, signal: null });
    expect(Date.now() - signalledAt).toBeLessThan(10_000);
  }, 60_000);

  test("writes down what was only in memory: the last use of a key", async () => {
    const dataDir = await newFolder();
    const first = await keep(runServer({ dataDir }));
    const { token } = (await (await post(first, "/api/v1/auth/register", account(1))).json()) as { token: string };
    const asUser = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const created = await fetch(`${first.origin}/api/v1/api-keys`, { method: "POST", headers: asUser, body: JSON.stringify({ name: "robot" }) });
    const { id, key } = (await created.json()) as { id: string; key: string };
    await fetch(`${first.origin}/api/v1/auth/verify`, { headers: { "X-API-Key": key } });
    await first.stop("SIGTERM");

    // On the same port: the token names the address that issued it.
    const second = await keep(runServer({ dataDir, port: first.port }));
    const seen = await fetch(`${second.origin}/api/v1/api-keys/${id}`, { headers: asUser });
    expect(await seen.json()).toHaveProperty("last_used_at");
  }, 60_000);

  test("and once more ends it at once", async () => {
    const server = await keep(runServer());
    const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
    socket.write("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    await pause(300);
    server.process.kill("SIGTERM");
    await pause(1300);
    const signalledAt = Date.now();
    server.process.kill("SIGTERM");
    expect((await server.ended).status).toBe(1);
    expect(Date.now() - signalledAt).toBeLessThan(1000);
  }, 60_000);
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
