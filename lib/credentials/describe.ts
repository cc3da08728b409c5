import type { CredentialKind } from "@/lib/contract/auth";
import { paths } from "@/lib/paths";

const words = { session: "session", personal_token: "personal API token", api_key: "API key", api_token: "API token", access_token: "token", grant: "connected app" } as const satisfies Record<CredentialKind, string>;

/** What a sentence calls it: "the API key “Robot”", "your personal API token". */
export function describeCredential({ kind, name }: { kind: string; name: string }): string {
  if (kind === "session") return "one of your sessions";
  return kind === "personal_token" ? "your personal API token" : `the ${words[kind as CredentialKind]} “${name}”`;
}

/** The page where its owner finds it, and what can be done about it. */
export function pageOfCredential({ id, kind }: { id: string; kind: string }): string {
  if (kind === "api_key") return paths.apiKey(id);
  if (kind === "personal_token") return paths.apiToken;
  if (kind === "grant") return paths.connectedApp(id);
  return `${paths.access}?kind=${encodeURIComponent(kind)}`;
}
