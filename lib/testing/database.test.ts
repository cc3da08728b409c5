import { expect, test } from "vitest";
import { testDatabase } from "./database";

test("two test databases share nothing", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  await one.client.scope.create({ data: { name: "a:read", description: "A", lowestRole: "viewer" } });
  expect(await one.client.scope.count()).toBe(1);
  expect(await other.client.scope.count()).toBe(0);
  await Promise.all([one.close(), other.close()]);
});

test("a test database starts with the schema and the head of the audit chain", async () => {
  const database = await testDatabase();
  expect(await database.client.auditHead.findMany()).toEqual([{ id: 1, sequence: 0n, hash: "0".repeat(64) }]);
  await database.close();
});
