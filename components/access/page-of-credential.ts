import type { CredentialView } from "@/lib/contract/credentials";
import { paths } from "@/lib/paths";

/** Where a kind has a page of its own: scopes, rotation, limits and its log are there. */
export function pageOfCredential({ id, kind, owner }: Pick<CredentialView, "id" | "kind" | "owner">, isMine: boolean, reader: { sees: boolean; isAdmin: boolean } = { sees: true, isAdmin: true }): string | undefined {
  if (kind === "api_key" && reader.sees) return paths.apiKey(id);
  if (!isMine) return reader.isAdmin ? paths.adminUser(owner.id) : undefined;
  if (kind === "personal_token") return paths.apiToken;
  if (kind === "grant") return paths.connectedApp(id);
  return kind === "session" ? paths.settingsSecurity : undefined;
}
