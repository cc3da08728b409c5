import { intersectScopes } from "@/lib/access/effective-scopes";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { scopeAllows } from "@/lib/contract/scopes";
import type { Organization, Prisma } from "@/lib/db/generated/client";
import { invalid } from "@/lib/errors";

/** What an organization says of its keys. */
export const keyPolicyColumns = { name: true, longestKeyLifetimeSeconds: true, keyAddressesRequired: true, keyScopesRestricted: true, allowedKeyScopes: true } satisfies Prisma.OrganizationSelect;
export type KeyPolicy = Pick<Organization, keyof typeof keyPolicyColumns>;

/** Of a new or changed key, what there is to be held to the policy; what is absent is left as it was. */
export type KeyTerms = {
  scopes?: { scopes: string[]; scopesFollowRole: boolean } | undefined;
  addresses?: { ipRestricted: boolean } | undefined;
  end?: { createdAt: Date; expiresAt: Date | null } | undefined;
};

export type Breach = NonNullable<ApiKeyView["outside_policy"]>[number];

/** Holds a new or changed key to the policy of its organization. Throws VALIDATION_FAILED with the field and what the policy says. */
export function requireWithinPolicy(policy: KeyPolicy, { scopes, addresses, end }: KeyTerms): void {
  const beyond = scopes && firstBeyond(policy, scopes);
  if (beyond !== undefined) throw invalid("scopes", `may not hold ${beyond}: ${policy.name} allows its keys ${policy.allowedKeyScopes.join(", ")}`);
  if (addresses && lacksAddresses(policy, addresses)) throw invalid("allowed_ips", `must be given: ${policy.name} requires an address limit for each of its keys`);
  if (end && livesTooLong(policy, end)) throw invalid("expires_in", `must be at most ${describeLifetime(policy.longestKeyLifetimeSeconds!)}: ${policy.name} lets no key live longer`);
}

/** Scopes that nobody named: of those that a new key would get, what the policy allows. */
export function narrowToPolicy(policy: KeyPolicy, { scopes, scopesFollowRole }: { scopes: string[]; scopesFollowRole: boolean }): { scopes: string[]; scopesFollowRole: boolean } {
  const narrowed = policy.keyScopesRestricted && !scopesFollowRole ? intersectScopes(scopes, policy.allowedKeyScopes) : scopes;
  return { scopes: narrowed, scopesFollowRole };
}

/** In what an existing key does not keep to the policy. */
export function findBreaches(policy: KeyPolicy, key: { scopes: string[]; scopesFollowRole: boolean; ipRestricted: boolean; createdAt: Date; expiresAt: Date | null }): Breach[] {
  const breaches: Breach[] = [];
  if (firstBeyond(policy, key) !== undefined) breaches.push("scopes");
  if (livesTooLong(policy, key)) breaches.push("expires_in");
  if (lacksAddresses(policy, key)) breaches.push("allowed_ips");
  return breaches;
}

/** A key that follows its person's role follows the policy as well: it names nothing that could be beyond. */
function firstBeyond(policy: KeyPolicy, { scopes, scopesFollowRole }: { scopes: string[]; scopesFollowRole: boolean }): string | undefined {
  return policy.keyScopesRestricted && !scopesFollowRole ? scopes.find((name) => !scopeAllows(policy.allowedKeyScopes, name)) : undefined;
}

function lacksAddresses(policy: KeyPolicy, { ipRestricted }: { ipRestricted: boolean }): boolean {
  return policy.keyAddressesRequired && !ipRestricted;
}

/** Two seconds for the clocks of program and database. */
function livesTooLong({ longestKeyLifetimeSeconds: longest }: KeyPolicy, { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date | null }): boolean {
  return longest !== null && (expiresAt === null || expiresAt.getTime() > createdAt.getTime() + longest * 1000 + 2000);
}

function describeLifetime(seconds: number): string {
  const days = seconds / 86_400;
  return Number.isInteger(days) ? `${seconds} seconds (${days} day${days === 1 ? "" : "s"})` : `${seconds} seconds`;
}
