import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { temporaryFolder } from "@/lib/testing/processes";
import { isSerializationFailure, isUnavailable, isUniqueViolation } from "./errors";
import { openDatabase } from "./open";
import type { OpenDatabase } from "./open-database";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const engines = {
  embedded: () => openDatabase({ dataDir: folder.path }),
  postgres: () => testDatabase(),
};

/** What holds on both engines alike. */
describe.each(Object.entries(engines))("%s", (engine, open) => {
  let database: OpenDatabase;
  let client: OpenDatabase["client"];

  beforeAll(async () => {
    database = await open();
    client = database.client;
  }, 120_000);
  afterAll(() => database.close());

  const newUser = (username: string, id: string = randomUUID()) => client.user.create({ data: { id, username, usernameKey: username.toLowerCase() } });
  const failureOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error);
  const lastScope = { description: "", lowestRole: "viewer" };

  test("says which engine it is", () => expect(database.engine).toBe(engine));

  describe("the audit log", () => {
    beforeAll(async () => {
      const event = { id: "evt_1", sequence: 1n, occurredAt: new Date(), action: "test", actorKind: "system", targetType: "test", targetId: "1", detail: {}, previousHash: "", hash: "" };
      await client.auditEvent.create({ data: event });
    });

    test.each([
      ["changes no row", () => client.auditEvent.updateMany({ data: { action: "other" } })],
      ["deletes no row", () => client.auditEvent.deleteMany()],
      ["is not emptied", () => client.$executeRawUnsafe('TRUNCATE "audit_event"')],
      ["is not emptied by way of another table", () => client.$executeRawUnsafe('TRUNCATE "user", "audit_event" CASCADE')],
      ["is not changed by whoever plays replication", () => client.$transaction([client.$executeRawUnsafe("SET LOCAL session_replication_role = replica"), client.auditEvent.deleteMany()])],
      ["keeps its head", () => client.auditHead.deleteMany()],
    ])("%s", async (_, change) => {
      await expect(change()).rejects.toThrow("append-only");
      expect(await client.auditEvent.findMany({ select: { action: true } })).toEqual([{ action: "test" }]);
      expect(await client.auditHead.count()).toBe(1);
    });
  });

  test.each([
    ["a role", () => client.user.create({ data: { id: randomUUID(), username: "boss", usernameKey: "boss", role: "boss" } })],
    ["a scope's lowest role", () => client.scope.create({ data: { ...lastScope, name: "x", lowestRole: "nobody" } })],
    ["a second bootstrap", () => client.bootstrap.create({ data: { id: 2, userId: randomUUID() } })],
  ])("%s that does not exist is refused by the database itself", async (_, write) => {
    await expect(write()).rejects.toThrow("check constraint");
  });

  test("a taken value is reported by the field's name", async () => {
    await newUser("Ada");
    expect(isUniqueViolation(await failureOf(newUser("Ada")))).toEqual(["username"]);
    expect(isUniqueViolation(await failureOf(newUser("ADA")))).toEqual(["usernameKey"]);
    const id = (await newUser("Grace")).id;
    expect(isUniqueViolation(await failureOf(newUser("Other", id)))).toEqual(["id"]);
  });

  test("a person has one living personal token; a revoked one does not count", async () => {
    const { id: userId } = await newUser("Personal");
    const token = (id: string) => client.credential.create({ data: { id, kind: "personal_token", userId, name: "" } });
    await token("tok_1");
    expect(isUniqueViolation(await failureOf(token("tok_2")))).toEqual(["userId"]);
    await client.credential.update({ where: { id: "tok_1" }, data: { revokedAt: new Date() } });
    await token("tok_3");
  });

  test("another error is no taken value, no absence and no conflict", async () => {
    const error = await failureOf(client.credentialSecret.create({ data: { hash: "x", credentialId: "unknown" } }));
    expect([isUniqueViolation(error), isUnavailable(error), isSerializationFailure(error)]).toEqual([false, false, false]);
    expect([isUniqueViolation(undefined), isUnavailable("text"), isSerializationFailure(null)]).toEqual([false, false, false]);
  });

  test("a transaction that outlives its time is unavailable, and leaves nothing", async () => {
    const slow = client.$transaction(async (tx) => {
      await tx.scope.create({ data: { ...lastScope, name: "slow" } });
      await new Promise((resolve) => setTimeout(resolve, 400));
      await tx.scope.count();
    }, { timeout: 100 });
    expect(isUnavailable(await failureOf(slow))).toBe(true);
    expect(await client.scope.count({ where: { name: "slow" } })).toBe(0);
  });

  test("a commit after a failed statement that was caught fails, instead of losing the rest in silence", async () => {
    for (let round = 0; round < 15; round++) {
      const swallowing = client.$transaction(async (tx) => {
        await tx.scope.create({ data: { ...lastScope, name: "swallowed" } });
        await tx.scope.create({ data: { ...lastScope, name: "swallowed" } }).catch(() => {});
      });
      await expect(swallowing).rejects.toThrow(/rolled back/);
    }
    expect(await client.scope.count({ where: { name: "swallowed" } })).toBe(0);
  });

  test("a transaction runs at the isolation level that was asked for", async () => {
    const level = await client.$transaction((tx) => tx.$queryRaw`SHOW transaction_isolation`, { isolationLevel: "Serializable" });
    expect(level).toEqual([{ transaction_isolation: "serializable" }]);
  });

  test("times come back as they were written, to the millisecond", async () => {
    const expiresAt = new Date("2031-07-14T12:34:56.789Z");
    await client.revokedToken.create({ data: { jti: "t", revokedAt: new Date(0), expiresAt } });
    expect(await client.revokedToken.findUnique({ where: { jti: "t" } })).toEqual({ jti: "t", revokedAt: new Date(0), expiresAt });
    const seconds = await client.$queryRaw`SELECT extract(epoch FROM expires_at)::float8 AS seconds FROM revoked_token`;
    expect(seconds).toEqual([{ seconds: expiresAt.getTime() / 1000 }]);
  });

  test("what the database dates itself is dated now", async () => {
    const { createdAt } = await client.scope.create({ data: { ...lastScope, name: "dated" } });
    expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  });
});
