import { clock, toWireTime } from "@/lib/clock";
import type { Principal, UserContext } from "@/lib/context";
import type { Offer, OfferedScope } from "@/lib/contract/consent";
import type { Role } from "@/lib/contract/scopes";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { everydayScopesOf, findProtectedResource } from "@/lib/gateway/resources/known-resources";
import { scopeRegistry } from "@/lib/scopes/registry";

/** What is asked for, by whom: an authorization request or a device code. */
export type Asked = { clientId: string; resource: string; scopes: readonly string[]; optionalScopes: readonly string[] };

/** What this person can grant to it, and the limits that they can set. */
export async function makeOffer(ctx: UserContext, asked: Asked): Promise<Offer> {
  const [scopes, organizations, keys] = await Promise.all([offerScopes(ctx.principal, asked), findOrganizations(ctx), findOwnKeys(ctx)]);
  return { scopes, organizations, keys, lifetimes: lifetimes().map((seconds) => ({ seconds })) };
}

/**
 * The scopes to be asked about: those that were named, or the usual set, as far as the person's role may hold them, and those
 * that the app has already, so that asking for one more does not take the others away.
 */
export async function offerScopes(principal: Principal, asked: Asked): Promise<OfferedScope[]> {
  const granted = await findGrantedScopes(principal, asked);
  const named = asked.scopes.length > 0 ? asked.scopes : await usualScopes(principal, asked.resource);
  const grantable = new Set(principal.scopes);
  return scopeRegistry()
    .filter(({ name }) => grantable.has(name) && (named.includes(name) || granted.has(name)))
    .map(({ name, description }) => {
      const sensitive = scopesByNameOnly.includes(name);
      const required = asked.optionalScopes.length > 0 && asked.scopes.includes(name) && !asked.optionalScopes.includes(name);
      return { name, description, required, granted: granted.has(name), sensitive, selected: required || granted.has(name) || !sensitive };
    });
}

/** What is meant where no scope is named: all that the person usually gives, or what a server behind the gateway asks for, if it asks for any. */
async function usualScopes(principal: Principal, resource: string): Promise<readonly string[]> {
  const api = await findProtectedResource(resource);
  const wanted = api ? everydayScopesOf(api) : [];
  return wanted.length > 0 ? wanted : principal.scopes.filter((name) => !scopesByNameOnly.includes(name));
}

/** Grants of this person to this app for this resource that still live. */
export function livingGrants(userId: string, { clientId, resource }: Pick<Asked, "clientId" | "resource">): Prisma.CredentialWhereInput {
  return { kind: "grant", userId, clientId, resource, revokedAt: null, expiresAt: { gt: clock.now() } };
}

async function findGrantedScopes(principal: Principal, asked: Asked): Promise<Set<string>> {
  const grants = await db().credential.findMany({ where: livingGrants(principal.user.id, asked), select: { scopes: true }, orderBy: { id: "desc" }, take: 50 });
  return new Set(grants.flatMap((grant) => grant.scopes));
}

const hour = 3600;

/** A quarter of an hour is enough for one task of an agent. */
function lifetimes(): number[] {
  const longest = config().refreshTokenTtlSeconds;
  return [...[hour / 4, hour, 24 * hour, 7 * 24 * hour].filter((seconds) => seconds < longest), longest];
}

async function findOrganizations(ctx: UserContext): Promise<Offer["organizations"]> {
  const rows = await db().membership.findMany({ where: { userId: ctx.principal.user.id }, include: { organization: true }, orderBy: { organizationId: "asc" }, take: 100 });
  return rows.map(({ organization }) => ({ id: organization.id, name: organization.name, personal: organization.personalUserId !== null }));
}

/** The person's own keys that a connection can be bound to. */
export function bindableKeys(userId: string): Prisma.CredentialWhereInput {
  return { kind: "api_key", userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] };
}

async function findOwnKeys(ctx: UserContext): Promise<Offer["keys"]> {
  const rows = await db().credential.findMany({ where: bindableKeys(ctx.principal.user.id), include: { user: true }, orderBy: { id: "desc" }, take: 100 });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint ?? "",
    scopes: effectiveScopes(row, row.user.role as Role, scopeRegistry()),
    allowed_ips: row.ipRestricted ? row.allowedIps : undefined,
    rate_limit_per_minute: row.rateLimitPerMinute ?? undefined,
    expires_at: toWireTime(row.expiresAt),
  }));
}
