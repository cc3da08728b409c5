import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { consumeSecret } from "@/lib/single-use/consume";
import { issueSecret } from "@/lib/single-use/issue";

const lifetimeSeconds = 300;

/**
 * What a challenge is good for: a new passkey of one person, or a sign-in in one browser (of one person, where it is known who
 * it must be). Nothing else, and once.
 */
export type Ceremony = { kind: "create"; userId: string } | { kind: "sign_in"; browser: string; userId: string | undefined };

/** 256 random bits. Stored as a hash; housekeeping: it grants nothing. */
export async function newChallenge(ceremony: Ceremony): Promise<{ text: string; bytes: Uint8Array<ArrayBuffer> }> {
  const base = { purpose: "passkey_challenge", lifetimeSeconds } as const;
  const text =
    ceremony.kind === "create"
      ? await issueSecret(db(), { ...base, userId: ceremony.userId, detail: { ceremony: "create" } })
      : await issueSecret(db(), { ...base, detail: { ceremony: "sign_in", browser: sha256(ceremony.browser), ...(ceremony.userId !== undefined && { user_id: ceremony.userId }) } });
  return { text, bytes: new Uint8Array(Buffer.from(text, "base64url")) };
}

/** Uses up the challenge of a new passkey, whatever becomes of it. */
export async function takeCreateChallenge(challenge: string, userId: string): Promise<boolean> {
  const row = await consumeSecret(db(), "passkey_challenge", challenge);
  return row?.userId === userId && detailOf(row.detail).ceremony === "create";
}

/** Uses up the challenge of a sign-in in this browser; returns who it must be, where that is known, or undefined where it is not good. */
export async function takeSignInChallenge(challenge: string, browser: string): Promise<{ userId: string | undefined } | undefined> {
  const row = await consumeSecret(db(), "passkey_challenge", challenge);
  const detail = detailOf(row?.detail);
  return detail.ceremony === "sign_in" && detail.browser === sha256(browser) ? { userId: detail.user_id } : undefined;
}

/** The challenge that a browser says it has answered; what it signed is checked afterwards. */
export function readChallenge(clientDataJson: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8")) as { challenge?: unknown };
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}

type Detail = { ceremony?: string; browser?: string; user_id?: string };
const detailOf = (detail: unknown): Detail => (detail ?? {}) as Detail;
