import { randomInt } from "node:crypto";

/** How an address is stored and compared: NFKC, lower case, no space around it. */
export function normalizeEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

/** Two usernames are the same if their keys are. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}

/** A username for somebody who gave none: the front of the address, with digits behind it to make it free. */
export function suggestUsername(email: string, attempt: number): string {
  const front = (email.split("@")[0] ?? "").normalize("NFKD").replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  const base = front.length >= 3 ? front : `user-${front}`.replace(/-$/, "");
  return attempt === 0 ? base : `${base}-${randomInt(1000, 1_000_000)}`;
}
