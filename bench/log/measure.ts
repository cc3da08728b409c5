import { listApiKeys } from "@/lib/api-keys/find";
import type { UserContext } from "@/lib/context";
import { getUsedKey } from "@/lib/usage/read/find-credential";
import { getUsage } from "@/lib/usage/read/get-usage";
import { listRequests, listRequestsOf } from "@/lib/usage/read/list";
import { getOwnCalls } from "@/lib/usage/read/own-calls";

export type Timed = { name: string; milliseconds: number };
export type Readers = { person: UserContext; admin: UserContext };

/** The median of each page's questions. `busy` is a key with very many calls. */
export async function measurePages({ person, admin }: Readers, busy: string): Promise<Timed[]> {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const questions: [string, () => Promise<unknown>][] = [
    ["keys: the first page", () => listApiKeys(person, { limit: 50 })],
    ["key: which it is", () => getUsedKey(person, busy)],
    ["key: usage by the day", async () => getUsage(await getUsedKey(person, busy), { by: "day" })],
    ["key: usage by the hour", async () => getUsage(await getUsedKey(person, busy), { by: "hour" })],
    ["key: latest requests", () => listRequestsOf(busy, { limit: 50 })],
    ["key: refused ones", () => listRequestsOf(busy, { limit: 50, outcome: "refused" })],
    ["key: one rare reason", () => listRequestsOf(busy, { limit: 50, reason: "ACCOUNT_SUSPENDED" })],
    ["key: from one address", () => listRequestsOf(busy, { limit: 50, address: "203.0.113.7" })],
    ["key: from an unknown address", () => listRequestsOf(busy, { limit: 50, address: "192.0.2.1" })],
    ["key: a day two weeks ago", () => listRequestsOf(busy, { limit: 50, from: ago(15), to: ago(14) })],
    ["log: a person’s", () => listRequests(person, { limit: 50 })],
    ["log: a person’s refused ones", () => listRequests(person, { limit: 50, outcome: "refused" })],
    ["log: everybody’s", () => listRequests(admin, { limit: 50 })],
    ["log: everybody’s refused ones", () => listRequests(admin, { limit: 50, outcome: "refused" })],
    ["log: everybody’s, a week ago", () => listRequests(admin, { limit: 50, to: ago(7) })],
    ["dashboard: two weeks of calls", () => getOwnCalls(person)],
  ];
  const timed: Timed[] = [];
  for (const [name, ask] of questions) timed.push({ name, milliseconds: await median(ask) });
  return timed;
}

async function median(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 23; round++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  // the first ones fill caches, the database's and ours
  return times.slice(2).sort((a, b) => a - b)[10]!;
}
