import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setLogLevel } from "@/lib/log";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startTcpProxy } from "@/lib/testing/tcp-proxy";
import { waitUntil } from "@/lib/testing/wait-until";
import { freePort, startPostgres, type PostgresServer } from "@/scripts/postgres.mjs";
import { isSerializationFailure, isUnavailable } from "../errors";
import { openDatabase } from "../open";
import type { OpenDatabase } from "../open-database";
import { connectPostgres, makePool, readTarget } from "./connection";

beforeAll(() => setLogLevel("error"));

const scope = (name: string) => ({ data: { name, description: "", lowestRole: "viewer" } });

describe("over a database", () => {
  let database: TestDatabase;
  let opened: OpenDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await opened?.close();
    await database.drop();
  });
  const open = async (databaseUrl = database.url) => (opened = await openDatabase({ databaseUrl, dataDir: "" }));

  test("times are right where the server lives in another zone", async () => {
    const admin = await connectPostgres(readTarget(database.url));
    await admin.query(`ALTER DATABASE ${admin.database} SET timezone = 'Asia/Kolkata'`);
    await admin.end();
    const { client } = await open();
    const expiresAt = new Date("2031-07-14T12:34:56.789Z");
    await client.revokedToken.create({ data: { jti: "t", revokedAt: new Date(), expiresAt } });
    expect((await client.revokedToken.findUniqueOrThrow({ where: { jti: "t" } })).expiresAt).toEqual(expiresAt);
    expect(await client.$queryRaw`SELECT extract(epoch FROM expires_at)::float8 AS seconds FROM revoked_token`).toEqual([{ seconds: expiresAt.getTime() / 1000 }]);
  });

  test("statements are not compiled by the server, which takes longer than they do", async () => {
    const { client } = await open();
    expect(await client.$queryRaw`SHOW jit`).toEqual([{ jit: "off" }]);
  });

  test("a schema named in the address is used, and made first", async () => {
    const { client } = await open(`${database.url}?schema=house`);
    await client.scope.create(scope("in:house"));
    expect(await client.$queryRaw`SELECT name FROM house.scope`).toEqual([{ name: "in:house" }]);
  });

  test("two transactions in each other's way are told apart from an absence", async () => {
    const { client } = await open();
    await client.scope.create(scope("contested"));
    const bump = () => client.$transaction(async (tx) => {
      await tx.scope.count();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.scope.update({ where: { name: "contested" }, data: { description: randomUUID() } });
    }, { isolationLevel: "Serializable" });
    const failures = (await Promise.allSettled(Array.from({ length: 5 }, bump))).flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((failure) => !isSerializationFailure(failure) || isUnavailable(failure))).toEqual([]);
  });

  test("a server that no longer answers gives its connection up, in a transaction as well", async () => {
    const url = new URL(database.url);
    const proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    const pool = makePool(readTarget(url.href), { query_timeout: 300 });
    pool.on("error", () => {});
    const inTransaction = await pool.connect();
    inTransaction.on("error", () => {});
    proxy.freeze();
    await expect(inTransaction.query("SELECT 1")).rejects.toSatisfy(isUnavailable);
    inTransaction.release();
    expect(pool.totalCount).toBe(0);
    proxy.cut();
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await proxy.close();
  });
});

describe("when the server", () => {
  let server: PostgresServer;
  let opened: OpenDatabase;

  beforeAll(async () => {
    server = await startPostgres({ fsync: "on" });
    opened = await openDatabase({ databaseUrl: server.url, dataDir: "" });
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await server.stop();
  });

  test("is cut off in mid-request, requests fail as unavailable, and go on when it is back, without a restart", async () => {
    const { client } = opened;
    await client.scope.create(scope("before"));
    const slow = Array.from({ length: 5 }, () => client.$queryRaw`SELECT 1 FROM pg_sleep(5)`);
    const transactions = Array.from({ length: 5 }, () => client.$transaction(async (tx) => {
      await tx.scope.count();
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(5)`;
    }));
    const failures = Promise.allSettled([...slow, ...transactions]);
    await waitUntil(async () => (await activeSleeps(server.url)) === 10);
    await server.stop({ keep: true });
    const reasons = (await failures).map((result) => (result.status === "rejected" ? result.reason : "it was answered"));
    expect(reasons.filter((reason) => !isUnavailable(reason))).toEqual([]);
    await expect(client.scope.count()).rejects.toSatisfy(isUnavailable);
    await expect(client.$transaction((tx) => tx.scope.count())).rejects.toSatisfy(isUnavailable);

    server = await startPostgres({ fsync: "on", port: server.port, folder: server.folder });
    expect(await client.scope.findMany({ select: { name: true } })).toEqual([{ name: "before" }]);
    const many = Array.from({ length: 40 }, (_, index) => client.$transaction((tx) => tx.scope.create(scope(`after-${index}`))));
    expect(await Promise.all(many)).toHaveLength(40);
  }, 60_000);

  test("ends idle connections, nobody notices", async () => {
    const { client } = opened;
    await Promise.all(Array.from({ length: 10 }, () => client.scope.count()));
    const admin = await connectPostgres(readTarget(server.url));
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    await admin.end();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all(Array.from({ length: 20 }, () => client.scope.count()));
  });
});

describe("at the start a server", () => {
  test("that is away is waited for", async () => {
    const port = await freePort();
    const said: string[] = [];
    const opening = openDatabase({ databaseUrl: `postgresql://postgres@127.0.0.1:${port}/postgres`, dataDir: "", say: (line) => said.push(line) });
    const server = await startPostgres({ port });
    const opened = await opening;
    expect(await opened.client.auditHead.count()).toBe(1);
    expect(said).toEqual([expect.stringMatching(/^Waiting for PostgreSQL at 127\.0\.0\.1:\d+\/postgres \(connect ECONNREFUSED/)]);
    await opened.close();
    await server.stop();
  }, 60_000);

  test("that stays away is reported in one line, without the password", async () => {
    const port = await freePort();
    const opening = openDatabase({ databaseUrl: `postgresql://keyhouse:hunter2@localhost:${port}/keyhouse`, dataDir: "", patienceMs: 600 });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", message: expect.stringMatching(/^PostgreSQL at localhost:\d+\/keyhouse cannot be reached \(connect ECONNREFUSED[^\n]*\)\. Start it, or correct DATABASE_URL\.$/) });
    await expect(opening).rejects.not.toThrow("hunter2");
  });

  test("that refuses is not asked again", async () => {
    const url = new URL(process.env.TEST_POSTGRES_URL!);
    url.pathname = "/no-such-database";
    await expect(openDatabase({ databaseUrl: url.href, dataDir: "" })).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", message: expect.stringContaining('database "no-such-database" does not exist') });
  });
});

async function activeSleeps(url: string): Promise<number> {
  const admin = await connectPostgres(readTarget(url));
  const { rows } = await admin.query("SELECT count(*)::int AS count FROM pg_stat_activity WHERE query LIKE '%pg_sleep(5)%' AND state = 'active' AND pid <> pg_backend_pid()");
  await admin.end();
  return rows[0].count;
}
