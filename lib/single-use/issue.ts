import { randomBytes } from "node:crypto";
import { clock, secondsFromNow } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** What a single-use secret is for; it serves nothing else. */
export type Purpose =
  | "verify_email"
  | "registration"
  | "reset_password"
  | "change_email"
  | "agree_to_change_email"
  | "invitation"
  | "provider_sign_in"
  | "telegram_link"
  | "telegram_sign_in"
  | "telegram_approval"
  | "second_factor"
  | "passkey_challenge";

export type NewSecret = {
  purpose: Purpose;
  lifetimeSeconds: number;
  userId?: string | undefined;
  /** Older ones of the same person go on: they may be under way in several browsers. */
  besideOthers?: boolean;
  /** The address that the secret proves, normalised. */
  email?: string | undefined;
  /** What it is for, in the purpose's own terms; never a secret in the clear. */
  detail?: Prisma.InputJsonObject | undefined;
};

/**
 * A link's secret: 256 random bits in base64url, stored as SHA-256. Returns the secret, which is nowhere else.
 * Where `userId` is given, older secrets of the same purpose and user end (unless `besideOthers`): the newest link is the one that works.
 */
export async function issueSecret(tx: Transaction, { purpose, lifetimeSeconds, userId, besideOthers, email, detail }: NewSecret): Promise<string> {
  if (userId !== undefined && !besideOthers) await endSecrets(tx, purpose, userId);
  const secret = randomBytes(32).toString("base64url");
  await tx.singleUseSecret.create({ data: { hash: sha256(secret), purpose, userId, email, detail: detail ?? {}, expiresAt: secondsFromNow(lifetimeSeconds) } });
  return secret;
}

/** Ends what is still open of one purpose for one user. */
export async function endSecrets(tx: Transaction, purpose: Purpose, userId: string): Promise<void> {
  await tx.singleUseSecret.updateMany({ where: { purpose, userId, usedAt: null }, data: { usedAt: clock.now() } });
}
