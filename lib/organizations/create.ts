import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Standing } from "./membership";

/** A limit against abuse: more than anybody needs. */
const mostOwned = 100;

/** A new organization, owned by the caller. Throws FORBIDDEN to an app that was let into one organization only, CONFLICT beyond 100. */
export async function createOrganization(ctx: UserContext, input: { name: string }): Promise<Standing> {
  const { principal } = ctx;
  if (principal.organizationId !== undefined) throw new Refusal("FORBIDDEN", {}, "This credential is limited to one organization: it makes no other");
  const id = newId("org");
  return withAudit(ctx, async (tx) => {
    // the person is held, so that of many requests at once none slips past the count
    await tx.$queryRaw`SELECT id::text FROM "user" WHERE id = ${principal.user.id}::uuid FOR UPDATE`;
    const owned = await tx.membership.count({ where: { userId: principal.user.id, role: "owner" } });
    if (owned >= mostOwned) throw new Refusal("CONFLICT", {}, `You own ${mostOwned} organizations already: delete one, or give one away, first`);
    const organization = await tx.organization.create({ data: { id, name: input.name, allowedKeyScopes: [], memberships: { create: { userId: principal.user.id, role: "owner" } } } });
    return {
      result: { organization, role: "owner", createdAt: organization.createdAt },
      entry: { action: "organization.created", organizationId: id, target: { type: "organization", id, name: organization.name } },
    };
  });
}
