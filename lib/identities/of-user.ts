import type { UserContext } from "@/lib/context";
import type { IdentityView } from "@/lib/contract/identities";
import { db } from "@/lib/db/client";
import { requireRole } from "@/lib/users/require-role";
import { toIdentityView } from "./list";
import { findWaysIn } from "./ways-in";

/** By what an account can sign in, for administrators. */
export async function describeUserWaysIn(ctx: UserContext, userId: string): Promise<{ hasPassword: boolean; passkeys: number; identities: IdentityView[] }> {
  requireRole(ctx, "admin");
  const [{ hasPassword, passkeys }, identities] = await Promise.all([findWaysIn(db(), userId), db().identity.findMany({ where: { userId }, orderBy: { id: "asc" } })]);
  return { hasPassword, passkeys, identities: identities.map(toIdentityView) };
}
