import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { governsOthers } from "@/lib/holdings/govern";

type Row = Pick<Credential, "userId" | "organizationId" | "kind">;

/** What the caller may do to a credential, by the rules of the routes that do it. */
export type Rights = { sees: boolean; change: boolean; pause: boolean; revoke: boolean; dismiss: boolean };

/** Returns for each credential what the caller may do: nobody is offered what would be refused. */
export async function rightsOf(ctx: UserContext): Promise<(row: Row) => Rights> {
  const { principal } = ctx;
  const { user, scopes, kind, organizationId: bound } = principal;
  const isPresent = kind === "session";
  const mayWrite = (isPresent || kind === "grant") && scopeAllows(scopes, "keys:write");
  const mayGovern = governsOthers(principal);
  const memberships = await db().membership.findMany({ where: { userId: user.id }, select: { organizationId: true, role: true } });
  const roleIn = new Map(memberships.map(({ organizationId, role }) => [organizationId, role]));
  return (row) => {
    const isMine = row.userId === user.id;
    const role = row.organizationId === null ? undefined : roleIn.get(row.organizationId);
    const isManaged = row.kind === "api_key" && role !== undefined && role !== "member";
    const sees = (isMine || isManaged) && (!bound || row.organizationId === bound);
    // to end what acts as oneself no scope is needed; who has left an organization has no say in its keys; an app has none over other apps and the personal token
    const change = mayWrite && sees && (row.kind === "api_key" ? role !== undefined : isPresent || row.kind === "api_token");
    const mayEnd = isPresent && isMine && (row.kind !== "api_key" || role !== undefined);
    return { sees, change, pause: row.kind !== "session" && (change || mayGovern), revoke: change || mayEnd || mayGovern, dismiss: mayWrite && sees };
  };
}
