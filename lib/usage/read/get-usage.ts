import { findByCredential } from "@/lib/access/find";
import { clock, toWireTime } from "@/lib/clock";
import type { Usage, UsageQuery } from "@/lib/contract/usage";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import type { Allowance } from "@/lib/rate-limit/allowance";
import { peekBudget } from "@/lib/rate-limit/credential-budget";
import { readCallers, readPrevious } from "./callers";
import { readPeriods } from "./periods";

/** How often, from where and for what a credential is used, which the caller has been found to be allowed to see. */
export async function getUsage(credential: Credential, query: UsageQuery): Promise<Usage> {
  // with the bounds of what it hangs on, as at its next request
  const { principal } = (await findByCredential(credential.id)) ?? {};
  if (!principal) throw notFound();
  const [counted, addresses, scopes, previous, limits] = await Promise.all([
    readPeriods(credential.id, query),
    readCallers(credential.id),
    readScopes(credential.id, principal.scopes),
    readPrevious(credential.id),
    readLimits(principal),
  ]);
  return { ...counted, last_use: lastUseOf(credential), addresses, scopes, previous, limits };
}

function lastUseOf({ lastUsedAt, lastUsedIp, lastUsedUserAgent }: Credential): Usage["last_use"] {
  return lastUsedAt ? { at: toWireTime(lastUsedAt), ip: lastUsedIp ?? undefined, user_agent: lastUsedUserAgent ?? undefined } : undefined;
}

/** What it holds, used or not, and what it has used and holds no more. */
async function readScopes(credentialId: string, held: readonly string[]): Promise<Usage["scopes"]> {
  const used = await db().credentialScopeUse.findMany({ where: { credentialId } });
  const names = [...new Set([...held, ...used.map(({ scope }) => scope)])].sort();
  return names.map((name) => {
    const use = used.find(({ scope }) => scope === name);
    return { name, held: held.includes(name), calls: Number(use?.calls ?? 0), last_used_at: toWireTime(use?.lastUsedAt) };
  });
}

async function readLimits(allowance: Allowance): Promise<Usage["limits"]> {
  const budget = await peekBudget(allowance);
  const { minute, day } = budget.windows ?? { minute: budget, day: undefined };
  return { minute: toWindow(minute), ...(day && { day: toWindow(day) }) };
}

function toWindow({ limit, remaining, resetsAt }: { limit: number; remaining: number; resetsAt: number }) {
  return { limit, remaining, resets_at: toWireTime(new Date(Math.max(resetsAt, clock.now().getTime()))) };
}
