import { secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { invalid } from "@/lib/errors";
import { requireMembership } from "@/lib/organizations/membership";
import { bindableKeys, offerScopes, type Asked } from "./offer";

/** What a person has decided, as the form says it. */
export type Decision = {
  scopes: readonly string[];
  organizationId?: string | undefined;
  lifetimeSeconds?: number | undefined;
  /** A key of their own that bounds the connection. */
  keyId?: string | undefined;
  remember?: boolean | undefined;
};

/** The limits of a new grant. */
export type Terms = { scopes: string[]; organizationId: string | null; boundCredentialId: string | null; expiresAt: Date; remember: boolean };

/** Holds a decision to what was offered. Throws VALIDATION_FAILED with the field, or NOT_FOUND for what is not the person's. */
export async function chooseTerms(ctx: UserContext, asked: Asked, decision: Decision): Promise<Terms> {
  const key = decision.keyId === undefined ? undefined : await requireKey(ctx, decision.keyId);
  // a connection that is bound to a key is where the key is
  const organizationId = key ? key.organizationId : (decision.organizationId ?? null);
  if (organizationId !== null) await requireMembership(ctx, organizationId);
  return {
    scopes: await chooseOffered(ctx, asked, decision.scopes),
    organizationId,
    boundCredentialId: key?.id ?? null,
    expiresAt: secondsFromNow(chooseLifetime(decision.lifetimeSeconds)),
    remember: decision.remember ?? false,
  };
}

async function chooseOffered(ctx: UserContext, asked: Asked, chosen: readonly string[]): Promise<string[]> {
  const offered = await offerScopes(ctx.principal, asked);
  const scopes = offered.filter((scope) => scope.required || chosen.includes(scope.name)).map((scope) => scope.name);
  if (scopes.length === 0) throw invalid("scope", "must leave at least one switched on; to give nothing, choose Deny");
  return scopes;
}

function chooseLifetime(asked: number | undefined): number {
  const longest = config().refreshTokenTtlSeconds;
  if (asked === undefined) return longest;
  if (!Number.isInteger(asked) || asked < 60 || asked > longest) throw invalid("expires_in", `must be 60 to ${longest} seconds`);
  return asked;
}

async function requireKey(ctx: UserContext, id: string): Promise<{ id: string; organizationId: string | null }> {
  const key = await db().credential.findFirst({ where: { AND: [bindableKeys(ctx.principal.user.id), { id }] }, select: { id: true, organizationId: true } });
  if (!key) throw invalid("key_id", "is not one of your active keys");
  return key;
}
