import type { CredentialView } from "@/lib/contract/credentials";
import { toUserCredentialView } from "@/lib/users/govern/list-credentials";
import type { Holding } from "./list";

export function toCredentialView(row: Holding): CredentialView {
  return { ...toUserCredentialView(row), owner: { id: row.user.id, username: row.user.username } };
}
