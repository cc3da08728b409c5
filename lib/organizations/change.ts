import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { UpdateOrganizationBody } from "@/lib/contract/organizations";
import type { Prisma } from "@/lib/db/generated/client";
import { invalid } from "@/lib/errors";
import { scopeRegistry } from "@/lib/scopes/registry";
import { lockOrganization } from "./lock";
import { requireManager, type Standing } from "./membership";

const act = "change its name and its policies";

/** Name and policies. What keys may hold is known on every instance when this returns. */
export async function changeOrganization(ctx: UserContext, id: string, change: UpdateOrganizationBody): Promise<Standing> {
  await requireManager(ctx, id, act);
  requireKnownScopes(change.allowed_key_scopes);
  return withAudit(ctx, async (tx) => {
    // no key is made by the old policy after the new one stands
    await lockOrganization(tx, id);
    const standing = await requireManager(ctx, id, act, tx);
    const organization = await tx.organization.update({ where: { id }, data: columnsOf(change) });
    const detail = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return {
      result: { ...standing, organization },
      changed: [tagOf.organization(id)],
      entry: { action: "organization.updated", organizationId: id, target: { type: "organization", id, name: standing.organization.name }, detail },
    };
  });
}

function columnsOf(change: UpdateOrganizationBody): Prisma.OrganizationUpdateInput {
  const { allowed_key_scopes: scopes } = change;
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.keys_outlive_members !== undefined && { keysOutliveMembers: change.keys_outlive_members }),
    ...(change.longest_key_lifetime_seconds !== undefined && { longestKeyLifetimeSeconds: change.longest_key_lifetime_seconds }),
    ...(change.key_addresses_required !== undefined && { keyAddressesRequired: change.key_addresses_required }),
    ...(scopes !== undefined && { keyScopesRestricted: scopes !== null, allowedKeyScopes: [...new Set(scopes)].sort() }),
  };
}

function requireKnownScopes(scopes: readonly string[] | null | undefined): void {
  const known = new Set(scopeRegistry().map(({ name }) => name));
  const unknown = scopes?.find((name) => !known.has(name));
  if (unknown !== undefined) throw invalid("allowed_key_scopes", `There is no scope ${JSON.stringify(unknown)}. GET /api/v1/scopes lists them`);
}
