import { clock } from "@/lib/clock";
import type { FindingKind } from "@/lib/contract/safety";
import { config } from "@/lib/env/config";
import type { Evidence } from "./evidence";
import { manyNetworks, unusedDays } from "./thresholds";

/** What a kind of finding is called, and why it matters, in one sentence. */
export function titleAndWhy(kind: FindingKind): { title: string; why: string } {
  return words[kind];
}

const words: Record<FindingKind, { title: string; why: string }> = {
  leaked: { title: "Reported as leaked", why: "Somebody else has held the secret and reported it; it is paused until you decide." },
  seen_in_url: { title: "Sent in an address", why: "Addresses end up in logs, histories and referrers, so the secret has to count as known to others." },
  many_networks: { title: "Used from many networks", why: "A credential is made for one program; called from all over the world it is shared, or in other hands." },
  old_secret_in_use: { title: "Old secret still in use", why: "A rotation is only done when nobody calls with the old secret any more." },
  expires_soon: { title: "Expires soon", why: "From its end on its calls are refused, and whatever depends on it stops." },
  owner_suspended: { title: "Owner suspended", why: "It is refused now, and works again the moment the account is let back in." },
  never_expires: { title: "Never expires", why: "A secret that leaks unnoticed works for as long as it lives: an end bounds the harm." },
  unused: { title: "Not used any more", why: "What nobody needs can only be lost, found and abused." },
  unused_scopes: { title: "May do more than it does", why: "Whoever gets hold of it may do all that it allows, not only what you use it for." },
  no_address_limit: { title: "Works from any address", why: "Held to the addresses that it is called from, a stolen secret is of no use elsewhere." },
};

/** What was found about this very credential, in a sentence. */
export function describeFinding(kind: FindingKind, evidence: Evidence): string {
  return sentences[kind](evidence);
}

const day = (time: Date | null | undefined) => (time ? time.toISOString().slice(0, 10) : "an unknown day");
export const countWords = (number: number, one: string, many = `${one}s`) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

const sentences: Record<FindingKind, (evidence: Evidence) => string> = {
  leaked: ({ row }) => `Reported on ${day(row.leakedAt)}${row.leakUrl ? ` as found at ${row.leakUrl}` : ""}. Revoke it, or give it a new secret on its page.`,
  seen_in_url: ({ row }) => `On ${day(row.seenInUrlAt)} a call carried it in its address. Give it a new secret on its page, and send that in a header.`,
  many_networks: ({ networks }) => `Called from ${networks} networks within ${manyNetworks.withinDays} days.`,
  old_secret_in_use: ({ callers, row }) => `${countWords(callers.length, "caller has", "callers have")} not got the new secret yet${row.oldSecretEndsAt ? `; the old one ends by itself on ${day(row.oldSecretEndsAt)}` : ""}.`,
  expires_soon: ({ row }) => `Ends on ${row.expiresAt!.toISOString().slice(0, 16).replace("T", " ")} UTC.`,
  owner_suspended: ({ row }) => `The account of ${row.user.username} was suspended on ${day(row.user.suspendedAt)}.`,
  never_expires: ({ row }) => `Made on ${day(row.createdAt)}, and without an end since.`,
  unused: ({ row }) => (row.lastUsedAt ? `Last used on ${day(row.lastUsedAt)}, more than ${unusedDays} days ago.` : `Made on ${day(row.createdAt)}, and never used in more than ${unusedDays} days.`),
  unused_scopes: ({ unusedScopes, usedScopes, row }) => `${windowOf(row.createdAt)} its calls have needed ${list(usedScopes)}; it may also use ${countWords(unusedScopes.length, "scope")} that no call has needed.`,
  no_address_limit: ({ callers, row }) => `${windowOf(row.createdAt)} it was called from ${countWords(new Set(callers.map(({ ip }) => ip)).size, "address", "addresses")}, and would be let in from any other.`,
};

/** How far back is looked: the log's days, or the credential's own life where that is shorter. */
function windowOf(createdAt: Date): string {
  const days = config().requestLogDays;
  return createdAt.getTime() < clock.now().getTime() - days * 86_400_000 ? `In the last ${days} days` : `Since it was made on ${day(createdAt)}`;
}

export function list(names: string[]): string {
  const shown = names.slice(0, 4);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(", ")} and ${left} more` : names.length < 2 ? (names[0] ?? "no scope") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

