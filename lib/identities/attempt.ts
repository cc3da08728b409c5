import { equalInConstantTime, sha256 } from "@/lib/crypto/hash";
import { seal, unseal } from "@/lib/crypto/seal";
import { derivedKey } from "@/lib/crypto/secret-key";
import { db } from "@/lib/db/client";
import { consumeSecret, findSecret } from "@/lib/single-use/consume";
import { issueSecret } from "@/lib/single-use/issue";
import type { WebProvider } from "./provider";

/** sign_in: whoever it is; link: the signed-in person adds a way in; confirm: the signed-in person proves that it is them. */
export type Intent = "sign_in" | "link" | "confirm";

/** A browser that was sent to a provider, and has not come back yet. */
export type Attempt = {
  provider: WebProvider;
  intent: Intent;
  /** A path of our own to go to afterwards. */
  next: string;
  /** Of the operator's list: where to go with a token. */
  redirectUri?: string;
  /** Who was signed in when they set out, where it must be the same person. */
  userId?: string;
};

type Kept = Record<string, string>;

const lifetimeSeconds = 600;

/** Returns `state`: single use, ten minutes, and good in the one browser that has `browserSecret`. `kept` is stored sealed. */
export async function openAttempt(attempt: Attempt, kept: Kept, browserSecret: string): Promise<string> {
  const browser = sha256(browserSecret);
  const sealed = seal(derivedKey("provider-state"), JSON.stringify(kept), `provider ${browser}`);
  return issueSecret(db(), { purpose: "provider_sign_in", lifetimeSeconds, detail: { ...attempt, browser, sealed } });
}

export type ClosedAttempt = Attempt & { kept: Kept; startedAt: Date };

/**
 * Takes the attempt that `state` names, once. `gone`: unknown, used, or older than ten minutes. `elsewhere`: another browser, or another
 * provider, came with it; it stays where it was for the one that it belongs to.
 */
export async function closeAttempt(state: string, provider: WebProvider, browserSecret: string | undefined): Promise<ClosedAttempt | "gone" | "elsewhere"> {
  const waiting = await findSecret("provider_sign_in", state);
  if (!waiting) return "gone";
  const { browser, sealed, ...attempt } = waiting.detail as Attempt & { browser: string; sealed: string };
  if (browserSecret === undefined || !equalInConstantTime(sha256(browserSecret), browser) || attempt.provider !== provider) return "elsewhere";
  if (!(await consumeSecret(db(), "provider_sign_in", state))) return "gone";
  const kept = JSON.parse(unseal(derivedKey("provider-state"), sealed, `provider ${browser}`)) as Kept;
  return { ...attempt, kept, startedAt: waiting.createdAt };
}
