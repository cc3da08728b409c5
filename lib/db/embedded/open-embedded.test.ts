import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { setLogLevel } from "@/lib/log";
import { fillDisk } from "@/lib/testing/full-disk";
import { bundleProgram, runProgram, temporaryFolder } from "@/lib/testing/processes";
import { waitUntil } from "@/lib/testing/wait-until";
import { isUnavailable } from "../errors";
import { openDatabase } from "../open";
import type { OpenDatabase } from "../open-database";

// Opening one takes a second, on a busy machine several.
vi.setConfig({ testTimeout: 60_000 });

/** A database made once, copied for each test: making one takes seconds. */
const original = temporaryFolder();
let folder: ReturnType<typeof temporaryFolder>;
const opened: OpenDatabase[] = [];

beforeAll(async () => {
  setLogLevel("error");
  await (await openDatabase({ dataDir: original.path })).close();
}, 120_000);
beforeEach(() => {
  folder = temporaryFolder();
  cpSync(original.path, folder.path, { recursive: true });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close().catch(() => {})));
  folder.remove();
});
afterAll(() => original.remove());

async function open(dataDir = folder.path): Promise<OpenDatabase> {
  const database = await openDatabase({ dataDir });
  opened.push(database);
  return database;
}

const scope = (name: string) => ({ data: { name, description: name, lowestRole: "viewer" } });
const count = (database: OpenDatabase) => database.client.scope.count();

test("what was written is there when the database is opened again", async () => {
  const first = await open();
  expect(first.engine).toBe("embedded");
  await first.client.scope.create(scope("kept:read"));
  await first.close();
  const second = await open();
  expect((await second.client.scope.findMany()).map(({ name }) => name)).toEqual(["kept:read"]);
});

test("a database in use is refused before it is touched", async () => {
  await open();
  await expect(open()).rejects.toMatchObject({ code: "DATA_DIR_IN_USE" });
});

test("a first start that was cut off is begun anew", async () => {
  const data = join(folder.path, "new");
  mkdirSync(join(data, "database", "base"), { recursive: true });
  writeFileSync(join(data, "database", "PG_VERSION"), "18\n");
  writeFileSync(join(data, "database-unfinished"), "");
  expect(await count(await open(data))).toBe(0);
  expect(existsSync(join(data, "database-unfinished"))).toBe(false);
}, 120_000);

test("files that are no database are refused in one line, and left alone", async () => {
  const data = join(folder.path, "other");
  mkdirSync(join(data, "database"), { recursive: true });
  writeFileSync(join(data, "database", "PG_VERSION"), "9.6\n");
  await expect(open(data)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", message: expect.stringMatching(/^The database in [^\n]+$/) });
  await expect(open(data)).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
}, 60_000);

test("a hundred transactions at once queue for the one connection and all get their turn", async () => {
  const { client } = await open();
  await client.scope.create(scope("counter"));
  await Promise.all(Array.from({ length: 100 }, () => client.$transaction(async (tx) => {
    const { description } = await tx.scope.findUniqueOrThrow({ where: { name: "counter" } });
    await tx.scope.update({ where: { name: "counter" }, data: { description: String((Number(description) || 0) + 1) } });
  })));
  expect((await client.scope.findUniqueOrThrow({ where: { name: "counter" } })).description).toBe("100");
});

test("a query beside a transaction that waits for it fails in time, and the next one works", async () => {
  const { client } = await open();
  await expect(client.$transaction(async () => client.scope.count(), { timeout: 300, maxWait: 300 })).rejects.toSatisfy(isUnavailable);
  expect(await client.scope.count()).toBe(0);
});

test("killed in the middle of writing, it has everything that it acknowledged", async () => {
  const program = await bundleProgram(writesUntilKilled, "writes-until-killed");
  const writer = runProgram(program, [folder.path]);
  await waitUntil(() => writer.lines.length > 30, 60_000);
  writer.process.kill("SIGKILL");
  await writer.ended;
  const acknowledged = writer.lines.filter((line) => line.startsWith("wrote:"));
  const names = new Set((await (await open()).client.scope.findMany()).map(({ name }) => name));
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
}, 90_000);

describe("on a full disk", () => {
  let makeRoom = () => {};
  afterEach(() => makeRoom());

  test("a write fails as unavailable, reads go on, and writes as soon as there is room", async () => {
    const { client } = await open();
    makeRoom = fillDisk();
    const big = Array.from({ length: 300 }, (_, index) => scope(`${index}`.repeat(400)).data);
    await expect(client.scope.createMany({ data: big })).rejects.toSatisfy(isUnavailable);
    expect(await client.scope.count()).toBe(0);
    makeRoom();
    await client.scope.createMany({ data: big });
    expect(await client.scope.count()).toBe(300);
  });

  test("a log that cannot grow stops the database, which runs again without a restart and has what it acknowledged", async () => {
    const { client } = await open();
    await client.scope.create(scope("before"));
    await client.$queryRaw`SELECT pg_switch_wal()::text`;
    makeRoom = fillDisk();
    const writes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => client.scope.create(scope(`during-${index}`))));
    const refused = writes.flatMap((write) => (write.status === "rejected" ? [write.reason] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter((reason) => !isUnavailable(reason))).toEqual([]);
    await expect(client.scope.count()).rejects.toSatisfy(isUnavailable);
    makeRoom();
    await waitUntil(() => client.scope.count().then(() => true, () => false), 30_000);
    const names = (await client.scope.findMany()).map(({ name }) => name);
    const acknowledged = writes.flatMap((write) => (write.status === "fulfilled" ? [write.value.name] : []));
    expect(names).toEqual(expect.arrayContaining(["before", ...acknowledged]));
    await client.scope.create(scope("after"));
  }, 60_000);

  test("a transaction that it interrupts leaves nothing, and does not block the next one", async () => {
    const { client } = await open();
    const interrupted = client.$transaction(async (tx) => {
      await tx.scope.create(scope("half"));
      await tx.$queryRaw`SELECT pg_switch_wal()::text`;
      makeRoom = fillDisk();
      await tx.scope.create(scope("other half"));
    });
    await expect(interrupted).rejects.toSatisfy(isUnavailable);
    makeRoom();
    await waitUntil(() => client.$transaction((tx) => tx.scope.create(scope("next"))).then(() => true, () => false), 30_000);
    expect((await client.scope.findMany()).map(({ name }) => name)).toEqual(["next"]);
  }, 60_000);

  test("a start is refused in one line, and works when there is room", async () => {
    const first = await open();
    await first.client.$queryRaw`SELECT pg_switch_wal()::text`;
    await first.close();
    makeRoom = fillDisk();
    await expect(open()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", message: expect.stringMatching(/^[^\n]*No space left on device[^\n]*$/) });
    makeRoom();
    expect(await count(await open())).toBe(0);
  }, 60_000);
});

const writesUntilKilled = `
  import { openDatabase } from "./lib/db/open";
  const { client } = await openDatabase({ dataDir: process.argv[2] });
  for (let number = 0; ; number++) {
    const name = "wrote:" + number;
    await client.scope.create({ data: { name, description: "", lowestRole: "viewer" } });
    console.log(name);
  }
`;
