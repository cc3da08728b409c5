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
  const [counts, organizations] = await Promise.all([db().credential.groupBy({ by: ["kind"], where: livingCredentials(userId), _count: true }), fatesOf(userId)]);
  const deleted = organizations.filter(({ fate }) => fate === "deleted").map(({ id }) => id);
  // apps of an organization that goes on stay with it
  const apps = await db().oauthClient.findMany({
    where: { ownerId: userId, OR: [{ organizationId: null }, { organizationId: { in: deleted } }] },
    select: { name: true, credentials: { where: livingGrants(), select: { id: true } } },
    orderBy: { id: "asc" },
  });
  return {
    credentials: Object.fromEntries(counts.map(({ kind, _count }) => [kind, _count])),
    organizations,
    apps: apps.map(({ name, credentials }) => ({ name, connections: credentials.length })),
  };
}

async function fatesOf(userId: string): Promise<Deletion["organizations"]> {
  const memberships = await db().membership.findMany({
    where: { userId },
    include: { organization: { include: { credentials: { where: { userId, kind: "api_key", revokedAt: null }, select: { name: true }, orderBy: { id: "desc" }, take: 100 }, memberships: { where: { userId: { not: userId } }, select: { role: true, user: { select: { suspendedAt: true } } } } } } },
    orderBy: { organizationId: "asc" },
  });
  return memberships.map(({ role, organization }) => {
    const { memberships: others } = organization;
    const hasHeir = others.some((other) => other.role === "owner" && other.user.suspendedAt === null);
    const isDeleted = organization.personalUserId === userId || others.length === 0;
    const fate = isDeleted ? "deleted" : role === "owner" && !hasHeir ? "blocks" : "left";
    return { id: organization.id, name: organization.name, fate, keeps_keys: organization.keysOutliveMembers, keys: organization.credentials.map(({ name }) => name) };
  });
}
