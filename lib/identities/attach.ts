import type { AuditEntry } from "@/lib/audit/entry";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { signInLinked } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { providerNames, type ProvedIdentity } from "./provider";

/** address: both sides have verified it; registration: the account is made for it; person: they asked for it, signed in. */
export type Reason = "address" | "registration" | "person";

/**
 * From now on this identity signs in as this user; who is locked by the caller's transaction. The person is told, unless it is how
 * they came. Throws CONFLICT with `provider` where another account of that provider is linked, or the database's unique violation
 * where the identity is somebody's already.
 */
export async function attach(tx: Transaction, caller: Caller, user: User, proved: ProvedIdentity, reason: Reason): Promise<AuditEntry> {
  const { provider, issuer, subject, email, emailVerified, name } = proved;
  const providerName = providerNames[provider];
  const linked = await tx.identity.findUnique({ where: { userId_provider: { userId: user.id, provider } } });
  // the same one, linked a moment ago, is for the unique index to report, and for the caller to look again
  if (linked && (linked.issuer !== issuer || linked.subject !== subject)) {
    throw new Refusal("CONFLICT", { field: "provider" }, `Another ${providerName} account is linked already`);
  }
  const id = newId("idn");
  await tx.identity.create({ data: { id, userId: user.id, provider, issuer, subject, email, emailVerified, name, lastUsedAt: reason === "person" ? null : clock.now() } });
  if (reason !== "registration") await notify(tx, user.id, signInLinked(caller, providerName, email ?? name));
  return { action: "identity.linked", target: { type: "identity", id, name: providerName }, subjectUserId: user.id, detail: { provider, issuer, subject, by: reason } };
}
