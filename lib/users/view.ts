import type { Principal } from "@/lib/context";
import type { Role } from "@/lib/contract/scopes";
import type { UserSummary } from "@/lib/contract/users";
import type { User } from "@/lib/db/generated/client";

/** The wire shape of a person, from a principal or a row. */
export function toUserSummary(user: Principal["user"] | User): UserSummary {
  return {
    id: user.id,
    email: user.email ?? undefined,
    username: user.username,
    name: user.name ?? undefined,
    role: user.role as Role,
    groups: [...user.groups],
  };
}
