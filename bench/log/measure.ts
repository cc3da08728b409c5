import { getApiKey, listApiKeys } from "@/lib/api-keys/find";
import type { UserContext } from "@/lib/context";
import { listHoldings } from "@/lib/holdings/list";
import { listFindings } from "@/lib/safety/list";
import { listLoggedCredentials } from "@/lib/usage/read/credentials";
import { getUsedKey } from "@/lib/usage/read/find-credential";
import { getUsage } from "@/lib/usage/read/get-usage";
import { listRequests, listRequestsOf } from "@/lib/usage/read/list";
import { getOwnCalls } from "@/lib/usage/read/own-calls";
import { readUsage } from "@/lib/usage/read/read-usage";
import { explain, type Read } from "./explain";

/** `isPromised`: a whole page that must answer in less than three times its time with a thousand rows. */
type Question = { name: string; isPromised: boolean; ask: () => Promise<unknown> };
export type Timed = Omit<Question, "ask"> & { milliseconds: number; read: Read };
export type Readers = { person: UserContext; admin: UserContext };
/** `busy`: a key with very many calls. */
export type Filled = { databaseUrl: string; organizationId: string; busy: string };

/** The median of each page, then of each single question, and what they are read by. */
export async function measurePages(readers: Readers, filled: Filled): Promise<Timed[]> {
  const questions = [...pagesOf(readers, filled), ...questionsOf(readers, filled)];
  const timed: Timed[] = [];
  for (const { name, isPromised, ask } of questions) {
    const milliseconds = await median(ask);
    timed.push({ name, isPromised, milliseconds, read: Number.isFinite(milliseconds) ? await explain(filled.databaseUrl, ask) : { indexes: [], wholeTables: [] } });
  }
  return timed;
}

/** All that a page reads, as it reads it. */
function pagesOf({ person, admin }: Readers, { organizationId, busy }: Filled): Question[] {
  const page = (name: string, ask: () => Promise<unknown>) => ({ name, isPromised: true, ask });
  return [
    page("Access page", () => listHoldings(person, { limit: 50 })),
    page("Access page: of an organization", () => listHoldings(person, { limit: 50, organization_id: organizationId })),
    page("Access page: everybody’s", () => listHoldings(admin, { limit: 50, everybody: "true" })),
    page("A key’s page", async () => (await getApiKey(person, busy), readUsage(await getUsedKey(person, busy)))),
    page("Request log", () => Promise.all([listRequests(person, { limit: 50 }), listLoggedCredentials(person)])),
    page("Request log: everybody’s", () => Promise.all([listRequests(admin, { limit: 50 }), listLoggedCredentials(admin)])),
    // these look at each credential that there is: they grow with the keys, and not with the log
    { name: "Access page: searched", isPromised: false, ask: () => listHoldings(person, { limit: 50, q: "77" }) },
    { name: "Access page: everybody’s, searched", isPromised: false, ask: () => listHoldings(admin, { limit: 50, everybody: "true", q: "nothing" }) },
    { name: "Safety page", isPromised: false, ask: () => listFindings(person, { limit: 50 }) },
  ];
}

function questionsOf({ person, admin }: Readers, { busy }: Filled): Question[] {
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
  return questions.map(([name, ask]) => ({ name, isPromised: false, ask }));
}

/** Of 21 rounds after two that fill caches, the database's and ours; a slow answer is asked for less often. Infinite where the database gives up. */
async function median(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  try {
    for (let round = 0; round < (Number(times[0]) > 1000 ? 5 : 23); round++) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
  } catch (error) {
    if (!String(error).includes("57014")) throw error;
    return Number.POSITIVE_INFINITY;
  }
  const counted = times.slice(2).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)]!;
}
