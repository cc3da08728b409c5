import type { UserContext } from "@/lib/context";
import { roleReaches, type Role } from "@/lib/contract/scopes";
import { Refusal } from "@/lib/errors";

/** The person's role decides, whatever the credential holds. Throws FORBIDDEN with `required_role`. */
export function requireRole(ctx: UserContext, lowest: Role): void {
  if (!roleReaches(ctx.principal.user.role, lowest)) throw new Refusal("FORBIDDEN", { required_role: lowest });
}
