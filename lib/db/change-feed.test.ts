import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { setLogLevel } from "@/lib/log";
import { createEmptyDatabase, type TestDatabase } from "@/lib/testing/database";
import { startTcpProxy } from "@/lib/testing/tcp-proxy";
import { waitUntil } from "@/lib/testing/wait-until";
import type { ChangeFeed } from "./change-feed";
import { isUnavailable } from "./errors";
import { openChangeFeed } from "./open-change-feed";

let database: TestDatabase;
const feeds: ChangeFeed[] = [];

beforeAll(async () => {
  setLogLevel("error");
  database = await createEmptyDatabase();
});
afterEach(() => Promise.all(feeds.splice(0).map((feed) => feed.close())));
afterAll(() => database.drop());

async function listen(databaseUrl = database.url) {
  const feed = await openChangeFeed({ databaseUrl });
  feeds.push(feed);
  const heard: string[] = [];
  feed.subscribe((tags) => heard.push(...tags));
  return { feed, heard };
}

test("without PostgreSQL the listeners of this process have run when publish is called", async () => {
  const feed = await openChangeFeed({});
  const heard: string[] = [];
  feed.subscribe(() => {
    throw new Error("a listener that fails");
  });
  feed.subscribe((tags) => heard.push(...tags));
  const published = feed.publish(["user:1"]);
  expect(heard).toEqual(["user:1"]);
  await published;
  expect(feed.isHealthy()).toBe(true);
});

test("another instance hears of a change, the own one once", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  const published = one.feed.publish(["user:1", "key:2"]);
  expect(one.heard).toEqual(["user:1", "key:2"]);
  await published;
  await waitUntil(() => other.heard.length > 0);
  expect(other.heard).toEqual(["user:1", "key:2"]);
  expect(one.heard).toEqual(["user:1", "key:2"]);
});

test("a list too long for one notification arrives whole", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  const tags = Array.from({ length: 2_000 }, (_, index) => `key:${index}:ünïcode`);
  await one.feed.publish(tags);
  await waitUntil(() => other.heard.length === tags.length);
  expect(other.heard).toEqual(tags);
});

test("a tag too long for a notification makes everything stale", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  await one.feed.publish(["x".repeat(9_000)]);
  await waitUntil(() => other.heard.length > 0);
  expect(other.heard).toEqual(["*"]);
});

test("fifty changes published at once all arrive", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  const tags = Array.from({ length: 50 }, (_, index) => `user:${index}`);
  await Promise.all(tags.map((tag) => one.feed.publish([tag])));
  await waitUntil(() => other.heard.length === tags.length);
  expect(new Set(other.heard)).toEqual(new Set(tags));
});

test("a cut connection makes the feed unhealthy; back again, everything counts as changed", async () => {
  const { feed, heard } = await listen();
  expect(feed.isHealthy()).toBe(true);
  await cutConnections();
  await waitUntil(() => !feed.isHealthy());
  await waitUntil(() => feed.isHealthy());
  expect(heard).toEqual(["*"]);
});

test("a change published while the own connection is cut still reaches the others", async () => {
  const [one, other] = await Promise.all([listen(), listen()]);
  await cutConnections();
  // back again, the other one has been told that anything may have changed
  await Promise.all([waitUntil(() => !one.feed.isHealthy()), waitUntil(() => other.heard.includes("*"))]);
  await one.feed.publish(["user:1"]);
  await waitUntil(() => other.heard.includes("user:1"));
});

test("a connection that has gone silent is noticed within seconds, and replaced when the network is back", async () => {
  const url = new URL(database.url);
  const proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const { feed, heard } = await listen(url.href);
  proxy.freeze();
  await waitUntil(() => !feed.isHealthy());
  await expect(feed.publish(["user:1"])).rejects.toSatisfy(isUnavailable);
  proxy.cut();
  await waitUntil(() => feed.isHealthy(), 15_000);
  expect(heard).toEqual(["user:1", "*"]);
  await feed.close();
  await proxy.close();
}, 30_000);

test("every other instance has acted on a change when publish resolves", async () => {
  const [one, ...others] = await Promise.all([listen(), listen(), listen()]);
  for (let round = 0; round < 50; round++) {
    await one!.feed.publish([`key:${round}`]);
    for (const { heard } of others) expect(heard.at(-1)).toBe(`key:${round}`);
  }
  await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? one! : others[0]!).feed.publish([`user:${index}`])));
  for (const { heard } of [one!, ...others]) expect(heard.filter((tag) => tag.startsWith("user:"))).toHaveLength(40);
});

test("an instance behind a network that went away is waited for once, until it trusts its own cache no more", async () => {
  const port = Number(new URL(database.url).port);
  const proxy = await startTcpProxy(port);
  const away = await listen(database.url.replace(`:${port}/`, `:${proxy.port}/`));
  const { feed } = await listen();
  proxy.freeze();
  await feed.publish(["user:1"]);
  expect(away.feed.isHealthy()).toBe(false);
  const started = performance.now();
  for (let round = 0; round < 5; round++) await feed.publish(["user:1"]);
  expect(performance.now() - started).toBeLessThan(1_500);
  await away.feed.close();
  await proxy.close();
}, 30_000);

async function cutConnections(): Promise<void> {
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  await admin.end();
}
