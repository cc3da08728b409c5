import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { goodPassword } from "@/lib/testing/good-password";
import { freePort, runServer, type RunningServer } from "@/lib/testing/run-server";
import { createClient, type Client, type KeyhouseError } from "@keyhouse/client";

/** The life of a client of the real server, whose session tokens live six seconds. */
let database: TestDatabase;
let port: number;
let server: RunningServer;

const start = () => runServer({ port, env: { DATABASE_URL: database.url, SECRET_KEY: "0123456789abcdefghijklmnopqrstuvwxyz", SESSION_TOKEN_TTL: "6", LOG_LEVEL: "debug" } });

beforeAll(async () => {
  [database, port] = await Promise.all([createTestDatabase(), freePort()]);
  server = await start();
  await createClient({ baseUrl: server.origin, env: {} }).auth.register({ username: "alice", email: "alice@example.com", password: goodPassword });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

type Watched = { client: Client; statuses: number[]; /** Paths that answered 401 at once. */ refusals: string[]; logs: string[]; secrets: Set<string>; count(path: string): number };

/** A client under observation: what it was answered, what it has logged, and every secret that went either way. */
function watch(password = goodPassword): Watched {
  const statuses: number[] = [];
  const refusals: string[] = [];
  const logs: string[] = [];
  const secrets = new Set([password]);
  const paths: string[] = [];
  const write = (message: string) => void logs.push(message);
  const client = createClient({
    env: { NAME: "alice", PASSWORD: password, API_BASE_URL: server.origin, INSTANCE: "desktop", LOG_LEVEL: "debug" },
    logger: { debug: write, info: write, warn: write, error: write },
    fetch: async (url, init) => {
      const sentAt = performance.now();
      const response = await fetch(url, init);
      statuses.push(response.status);
      // What a busy machine leaves lying for seconds may expire on its way: the client mends that, too.
      if (response.status === 401 && performance.now() - sentAt < 1000) refusals.push(new URL(String(url)).pathname);
      paths.push(new URL(String(url)).pathname);
      const text = await response.clone().text();
      for (const [, secret] of text.matchAll(/"(?:refresh_)?token":"([^"]+)"/g)) secrets.add(secret!);
      return response;
    },
  });
  return { client, statuses, refusals, logs, secrets, count: (path) => paths.filter((asked) => asked === path).length };
}

const refresh = "/api/v1/auth/refresh";
const login = "/api/v1/auth/login";

describe("a client that calls without a pause", () => {
  it("never sees a 401 over several lives of its token, survives a restart of the server, and logs no secret", async () => {
    const { client, refusals, logs, secrets, count } = watch();
    const state = { isOver: false, calls: 0 };
    const call = async () => {
      while (!state.isOver) {
        expect((await client.me.get()).username).toBe("alice");
        state.calls++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const work = Promise.all([call(), call(), call()]);
    const until = async (isTrue: () => boolean) => {
      while (!isTrue()) await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 50))]);
    };

    await until(() => count(refresh) >= 3);
    await server.stop();
    server = await start();
    const [refreshed, called] = [count(refresh), state.calls];
    await until(() => count(refresh) > refreshed && state.calls > called);
    state.isOver = true;
    await work;

    expect(refusals).toEqual([]);
    expect(count(login)).toBe(1);
    const log = logs.join("\n");
    for (const line of ["Attempting login with username: alice", "Login successful", "refreshing proactively", "API request proceeding with refreshed token", "Token refreshed successfully", "trying again in"]) expect(log).toContain(line);
    expect(secrets.size).toBeGreaterThan(8);
    for (const secret of secrets) {
      expect(log).not.toContain(secret);
      expect(server.output()).not.toContain(secret);
    }
  }, 90_000);

  it("signs in again by itself where its session was ended by somebody else", async () => {
    const { client, count } = watch();
    await client.me.get();
    const other = watch().client;
    for await (const session of other.me.listSessions()) if (!session.current) await other.me.endSession(session.id);
    expect((await client.me.get()).username).toBe("alice");
    expect(count(login)).toBe(2);
  });

  it("is known by its instance in the list of sessions, until it signs out", async () => {
    const { client } = watch();
    await client.login();
    const agents = async () => (await watch().client.me.listSessions()).data.filter(({ user_agent: agent }) => agent === "keyhouse-client/0.1.0 (desktop)").length;
    const before = await agents();
    expect(before).toBeGreaterThan(0);
    await client.logout();
    // the second look has signed in once more
    expect(await agents()).toBe(before);
  });
});

describe("a client with the wrong password", () => {
  it("says so in the documented words, and asks once", async () => {
    const { client, logs, statuses } = watch("not the password");
    const errors = await Promise.all([client.me.get(), client.login()].map((work) => (work as Promise<unknown>).then(() => undefined, (error: unknown) => error as KeyhouseError)));
    for (const error of errors) expect(error).toMatchObject({ message: "Authentication failed - invalid username or password", code: "INVALID_CREDENTIALS", status: 401 });
    expect(statuses).toEqual([401]);
    expect(logs.join("\n")).not.toContain("not the password");
  });
});

describe("a client whose server is away", () => {
  it("says so in the documented words", async () => {
    const client = createClient({ baseUrl: `http://localhost:${await freePort()}`, name: "alice", password: goodPassword, env: {}, retry: { retries: 1, baseDelayMs: 1 } });
    await expect(client.me.get()).rejects.toMatchObject({ message: "Unable to connect to authentication server", code: "NETWORK_ERROR", status: 0 });
  });
});
