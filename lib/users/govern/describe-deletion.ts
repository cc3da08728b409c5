import type { UserContext } from "@/lib/context";
import type { Deletion } from "@/lib/contract/deletion";
import { db } from "@/lib/db/client";
import { livingGrants } from "@/lib/oauth/clients/manage/find";
import { getUser } from "../find-users";
import { livingCredentials } from "./list-credentials";

/** The same, asked by an administrator about somebody else. */
export async function describeUserDeletion(ctx: UserContext, id: string): Promise<Deletion> {
  return describeDeletion((await getUser(ctx, id)).id);
}

/** What would go with an account, and what stands in the way: the same rules by which `releaseOrganizations` acts. */
export async function describeDeletion(userId: string): Promise<Deletion> {
  const [counts, memberships, apps] = await Promise.all([
    db().credential.groupBy({ by: ["kind"], where: livingCredentials(userId), _count: true }),
    db().membership.findMany({ where: { userId }, include: { organization: { include: { memberships: { where: { userId: { not: userId } }, select: { role: true } } } } }, orderBy: { organizationId: "asc" } }),
    db().oauthClient.findMany({ where: { ownerId: userId }, select: { name: true, credentials: { where: livingGrants(), select: { id: true } } }, orderBy: { id: "asc" } }),
  ]);
  return {
    credentials: Object.fromEntries(counts.map(({ kind, _count }) => [kind, _count])),
    organizations: memberships.map(({ organization }) => ({
      id: organization.id,
      name: organization.name,
      fate: fateOf(organization.personalUserId === userId, organization.memberships),
      keeps_keys: organization.keysOutliveMembers,
    })),
    apps: apps.map(({ name, credentials }) => ({ name, connections: credentials.length })),
  };
}

function fateOf(isPersonal: boolean, others: { role: string }[]): Deletion["organizations"][number]["fate"] {
  if (isPersonal || others.length === 0) return "deleted";
  return others.some(({ role }) => role === "owner") ? "left" : "blocks";
}
