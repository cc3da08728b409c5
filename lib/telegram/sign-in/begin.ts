import { randomBytes, randomInt } from "node:crypto";
import { secondsFromNow } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { issueSecret } from "@/lib/single-use/issue";
import { deepLink } from "../status";

export const signInLifetimeSeconds = 300;

/** Begins the payload of the deep link, so that the bot knows what it is. */
export const signInPrefix = "in-";

/** What the row of an unfinished sign-in says of the browser that began it. */
export type SignInDetail = {
  browser_hash: string;
  /** Two digits that the browser shows; who confirms picks them out of three. */
  number: string;
  ip: string;
  user_agent: string;
  next: string;
  refused?: boolean;
};

/**
 * A browser wants to sign in by Telegram. Nobody is known yet, and nothing is granted. `mark` goes into a cookie: with it alone the
 * browser gets what a person confirms for `secret`.
 */
export async function beginSignIn(caller: Caller, next: string): Promise<{ secret: string; mark: string; expiresAt: Date }> {
  const mark = randomBytes(32).toString("base64url");
  const detail: SignInDetail = { browser_hash: sha256(mark), number: String(randomInt(10, 100)), ip: caller.ip ?? "", user_agent: caller.userAgent?.slice(0, 400) ?? "", next };
  const secret = await issueSecret(db(), { purpose: "telegram_sign_in", lifetimeSeconds: signInLifetimeSeconds, detail });
  return { secret, mark, expiresAt: secondsFromNow(signInLifetimeSeconds) };
}

/** What opens the bot with it. */
export function signInLink(secret: string): string | undefined {
  return deepLink(`${signInPrefix}${secret}`);
}
