import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import type { SingleUseSecret, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { consumeHash } from "@/lib/single-use/consume";
import type { SignInDetail } from "./begin";

/** What the browser holds: which sign-in it began, and that it was this browser. */
export type Begun = { secret: string; mark: string };

export type SignInState =
  | { state: "waiting" | "confirmed"; number: string; expiresAt: Date }
  /** Somebody said in Telegram that it was not them, or picked another number. */
  | { state: "refused"; next: string }
  | { state: "gone"; next?: string };

/** How far the sign-in is that this browser began. */
export async function getSignInState(begun: Begun): Promise<SignInState> {
  const row = await findOwn(begun);
  if (!row) return { state: "gone" };
  const { refused, number, next } = detailOf(row);
  if (refused) return { state: "refused", next };
  if (row.usedAt || row.expiresAt <= clock.now()) return { state: "gone", next };
  return { state: row.userId ? "confirmed" : "waiting", number, expiresAt: row.expiresAt };
}

/**
 * The person who has confirmed, once, to the browser that began. Throws CONFLICT with `telegram` while nobody has,
 * INVALID_TOKEN where it is too late, ACCOUNT_SUSPENDED.
 */
export async function finishSignIn(begun: Begun): Promise<{ user: User; next: string }> {
  const found = await getSignInState(begun);
  if (found.state === "waiting") throw new Refusal("CONFLICT", { field: "telegram" }, "Not confirmed in Telegram yet");
  const used = found.state === "confirmed" ? await consumeHash(db(), "telegram_sign_in", sha256(begun.secret)) : undefined;
  // the confirmation counts for the Telegram that gave it, as long as that is linked
  const identity = used?.userId ? await db().identity.findUnique({ where: { userId_provider: { userId: used.userId, provider: "telegram" } }, include: { user: true } }) : null;
  if (!used || !identity) throw new Refusal("INVALID_TOKEN", { field: "telegram" }, "This sign-in has ended: begin again");
  if (identity.user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return { user: identity.user, next: detailOf(used).next };
}

async function findOwn({ secret, mark }: Begun): Promise<SingleUseSecret | undefined> {
  const row = await db().singleUseSecret.findUnique({ where: { hash: sha256(secret) } });
  return row?.purpose === "telegram_sign_in" && detailOf(row).browser_hash === sha256(mark) ? row : undefined;
}

const detailOf = (row: SingleUseSecret) => row.detail as SignInDetail;
