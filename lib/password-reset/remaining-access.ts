import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { oneLine } from "@/lib/mail/message";

/** Something that can act for an account without its password. */
export type RemainingAccess = { kind: "api_key" | "personal_token" | "api_token" | "grant" | "identity" | "passkey"; what: string; name: string };

const credentialNames = { api_key: "API key", personal_token: "token", api_token: "API token", grant: "connected app" } as const;

/** Keys, tokens, apps and other ways to sign in: a new password ends none of them, so their owner is told. */
export async function listRemainingAccess(tx: Transaction, userId: string): Promise<RemainingAccess[]> {
  const kinds = Object.keys(credentialNames) as (keyof typeof credentialNames)[];
  const credentials = await tx.credential.findMany({
    where: { userId, kind: { in: kinds }, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
    orderBy: { id: "asc" },
    take: 100,
  });
  const identities = await tx.identity.findMany({ where: { userId }, orderBy: { id: "asc" } });
  const passkeys = await tx.passkey.findMany({ where: { userId }, orderBy: { id: "asc" } });
  return [
    ...credentials.map(({ kind, name }) => ({ kind: kind as keyof typeof credentialNames, what: credentialNames[kind as keyof typeof credentialNames], name: oneLine(name) })),
    ...identities.map(({ provider, email, name }) => ({ kind: "identity" as const, what: `sign-in by ${provider}`, name: oneLine(email ?? name ?? provider) })),
    ...passkeys.map(({ name }) => ({ kind: "passkey" as const, what: "passkey", name: oneLine(name) })),
  ];
}
