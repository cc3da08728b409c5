import { db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { consumeSecret, findSecret } from "@/lib/single-use/consume";
import { issueSecret } from "@/lib/single-use/issue";
import { findFactors } from "./factors";

const lifetimeSeconds = 600;

/** A sign-in that waits for its second factor: who it is, how they came, and where they go on. */
export type Unfinished = { user: User; via: string; next: string; redirectUri: string | undefined };

/** Keeps a sign-in whose first factor was right. The secret belongs into a cookie of the browser, and nowhere else. Housekeeping: it grants nothing. */
export function keepUnfinished({ user, via, next, redirectUri }: Unfinished): Promise<string> {
  return issueSecret(db(), { purpose: "second_factor", lifetimeSeconds, userId: user.id, besideOthers: true, detail: { via, next, ...(redirectUri !== undefined && { redirect_uri: redirectUri }) } });
}

/** What waits in the browser with this secret; undefined where nothing does (any more). */
export async function findUnfinished(secret: string | undefined): Promise<Unfinished | undefined> {
  const row = secret === undefined ? undefined : await findSecret("second_factor", secret);
  const user = row?.userId ? await db().user.findUnique({ where: { id: row.userId } }) : undefined;
  if (!row || !user) return undefined;
  const { via, next, redirect_uri } = row.detail as { via: string; next: string; redirect_uri?: string };
  return { user, via, next, redirectUri: redirect_uri };
}

/** Who it is that signs in, and what they have to finish it with; for the page. */
export async function describeUnfinished(secret: string | undefined): Promise<{ username: string; totp: boolean; passkeys: boolean } | undefined> {
  const unfinished = await findUnfinished(secret);
  if (!unfinished) return undefined;
  const { totpConfirmedAt, passkeys } = await findFactors(unfinished.user.id);
  return { username: unfinished.user.username, totp: totpConfirmedAt !== undefined, passkeys: passkeys > 0 };
}

/** Ends it, because it is finished or given up: of all who do so at once exactly one is told true. */
export async function endUnfinished(secret: string): Promise<boolean> {
  return (await consumeSecret(db(), "second_factor", secret)) !== undefined;
}

/** The same, for whoever goes on with it. Throws CONFLICT or ACCOUNT_SUSPENDED. */
export async function finish(secret: string, { user }: Unfinished): Promise<void> {
  if (!(await endUnfinished(secret))) throw new Refusal("CONFLICT", { field: "sign_in" }, "This sign-in was finished or has expired: begin again");
  const now = await db().user.findUnique({ where: { id: user.id }, select: { suspendedAt: true } });
  if (!now || now.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
}
