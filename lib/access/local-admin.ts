import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import type { User } from "@/lib/db/generated/client";
import { newId, newUuid } from "@/lib/ids";
import { createPersonalOrganization } from "@/lib/organizations/create-personal";
import { personPrincipal } from "./person-principal";

/** Whoever calls while `ENABLE_AUTH=false`: the first administrator, or one made for the purpose, who has no password. */
export async function localAdmin(): Promise<Principal> {
  const user = (await db().user.findFirst({ where: { role: "admin", suspendedAt: null }, orderBy: { id: "asc" } })) ?? (await makeLocalAdmin());
  return personPrincipal(user, { id: username, name: "Authentication is off", authenticatedAt: clock.now() });
}

/** Of many who call at once on an empty database one makes the account, and the others find it. */
async function makeLocalAdmin(): Promise<User> {
  const caller = { requestId: newId("req"), ip: undefined, userAgent: undefined };
  try {
    return await withAudit(caller, async (tx) => {
      const user = await tx.user.create({ data: { id: newUuid(), username, usernameKey: username, role: "admin", groups: [] } });
      await createPersonalOrganization(tx, user);
      return { result: user, actor: { kind: "system" }, entry: { action: "user.registered", target: { type: "user", id: user.id, name: username }, detail: { role: "admin", why: "ENABLE_AUTH=false" } } };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return db().user.findUniqueOrThrow({ where: { usernameKey: username } });
  }
}

const username = "local-admin";
