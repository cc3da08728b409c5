import type * as FileSystem from "node:fs";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "../open";
import { WalSync } from "./sync-wal";

/** Every sync of a log goes through here; `outcome` may delay it or let it fail. */
const disk = vi.hoisted(() => ({ syncs: 0, syncsNow: 0, outcome: async (): Promise<void> => {} }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof FileSystem>();
  async function fdatasync(file: number, done: (error: unknown) => void): Promise<void> {
    try {
      real.fdatasyncSync(file);
      await disk.outcome();
      disk.syncs++;
    } catch (error) {
      return done(error);
    }
    done(null);
  }
  function fdatasyncSync(file: number): void {
    disk.syncsNow++;
    real.fdatasyncSync(file);
  }
  return { ...real, fdatasync, fdatasyncSync };
});

const folder = mkdtempSync(join(tmpdir(), "keyhouse-test-"));
const segment = join(folder, "000000010000000000000001");
writeFileSync(segment, "");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  Object.assign(disk, { syncs: 0, syncsNow: 0, outcome: async () => {} });
});

test("who waits goes on only after the sync that began after the request", async () => {
  const wal = new WalSync();
  let release: (() => void) | undefined;
  disk.outcome = () => new Promise((resolve) => (release = resolve));
  let settled = 0;
  wal.request(segment);
  const first = wal.settled().then(() => settled++);
  await vi.waitFor(() => expect(release).toBeDefined());
  // The sync under way may have begun before this one's bytes were written.
  wal.request(segment);
  const second = wal.settled().then(() => settled++);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).toBe(0);
  disk.outcome = async () => {};
  release?.();
  await first;
  await second;
  expect(disk.syncs).toBe(2);
  wal.close();
});

test("any number of waiting commits share two syncs", async () => {
  const wal = new WalSync();
  await Promise.all(Array.from({ length: 500 }, () => {
    wal.request(segment);
    return wal.settled();
  }));
  expect(disk.syncs).toBeLessThanOrEqual(2);
  wal.close();
});

test("without a request nothing is waited for", async () => {
  const wal = new WalSync();
  await wal.settled();
  wal.settleNow();
  expect(disk.syncs + disk.syncsNow).toBe(0);
});

test("what may follow only a sync makes it happen at once", async () => {
  const wal = new WalSync();
  wal.request(segment);
  wal.settleNow();
  await wal.settled();
  expect([disk.syncs, disk.syncsNow, wal.isPending]).toEqual([0, 1, false]);
  wal.close();
});

test("after a failed sync nothing is acknowledged any more, also where a later one would succeed", async () => {
  const wal = new WalSync();
  disk.outcome = () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" }));
  wal.request(segment);
  await expect(wal.settled()).rejects.toMatchObject({ code: "EIO" });
  disk.outcome = async () => {};
  await expect(wal.settled()).rejects.toMatchObject({ code: "EIO" });
  wal.request(segment);
  expect(() => wal.settleNow()).toThrow("log");
  wal.close();
});

test("a database syncs its log before it answers a write, never for a read, and fails the write whose sync fails", async () => {
  const { client, close } = await openDatabase({ dataDir: join(folder, "data") });
  const write = (name: string) => client.scope.create({ data: { name, description: "", lowestRole: "viewer" } });
  const total = () => disk.syncs + disk.syncsNow;
  try {
    for (let number = 0; number < 5; number++) {
      const before = total();
      await write(`single-${number}`);
      expect(total()).toBeGreaterThan(before);
      const between = total();
      await client.scope.findMany();
      expect(total()).toBe(between);
    }
    const before = total();
    disk.outcome = () => new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all(Array.from({ length: 200 }, (_, number) => write(`parallel-${number}`)));
    expect(total() - before).toBeLessThan(200);
    const failure = Object.assign(new Error("EIO"), { code: "EIO" });
    disk.outcome = () => Promise.reject(failure);
    await expect(write("lost")).rejects.toThrow("log");
    disk.outcome = async () => {};
    await write("after");
  } finally {
    await close();
  }
}, 120_000);
