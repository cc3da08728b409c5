import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { waitUntil } from "@/lib/testing/wait-until";
import { pause, runAlone } from "./run-alone";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Somebody who would work if it is their turn. */
function contender(running: Set<string>, name: string, databaseUrl: string | undefined = database.url, lock = "test") {
  let turns = 0;
  const work = async (signal: AbortSignal) => {
    turns++;
    running.add(name);
    await pause(60_000, signal);
    running.delete(name);
  };
  return { stop: runAlone({ databaseUrl, name: lock, work }), turns: () => turns };
}

describe("work that one process does for all", () => {
  it("is done by one of many, and another takes over when that one ends", async () => {
    const running = new Set<string>();
    const people = new Map(["a", "b", "c"].map((name) => [name, contender(running, name)]));
    await waitUntil(() => running.size === 1);
    await pause(300, new AbortController().signal);
    expect(running.size).toBe(1);
    const [first = ""] = running;
    await people.get(first)!.stop();
    expect(running.has(first)).toBe(false);
    await waitUntil(() => running.size === 1);
    await Promise.all([...people.values()].map((one) => one.stop()));
    expect(running.size).toBe(0);
  });

  it("ends where the database connection that holds the turn is lost, and goes on in whoever gets it next", async () => {
    const running = new Set<string>();
    const one = contender(running, "one", database.url, "cut");
    await waitUntil(() => running.has("one"));
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()");
    await admin.end();
    await waitUntil(() => one.turns() === 2 && running.has("one"));
    await one.stop();
  });

  it("needs no lock on the embedded database, which has one process", async () => {
    const running = new Set<string>();
    const { stop } = contender(running, "embedded", undefined);
    await waitUntil(() => running.size === 1);
    await stop();
    expect(running.size).toBe(0);
  });
});
