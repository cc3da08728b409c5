import { AppWindow, Fingerprint, KeyRound, Monitor, Plug, Ticket, type LucideIcon } from "lucide-react";
import type { CredentialKind } from "@/lib/contract/auth";

type Words = { icon: LucideIcon; label: string; many: string; revoke: string };

/** What each kind of credential is called. */
export const credentialKinds: Record<CredentialKind, Words> = {
  session: { icon: Monitor, label: "Session", many: "sessions", revoke: "Sign out" },
  personal_token: { icon: Ticket, label: "Personal API token", many: "personal API tokens", revoke: "Revoke" },
  api_key: { icon: KeyRound, label: "API key", many: "API keys", revoke: "Revoke" },
  api_token: { icon: Fingerprint, label: "Long-lived token", many: "long-lived tokens", revoke: "Revoke" },
  access_token: { icon: AppWindow, label: "Access token", many: "access tokens", revoke: "Revoke" },
  grant: { icon: Plug, label: "Connected app", many: "connected apps", revoke: "Disconnect" },
};

/** "1 API key", "2 sessions". */
export function countCredentials(kind: CredentialKind, count: number): string {
  const { many } = credentialKinds[kind];
  return count === 1 ? `1 ${many.slice(0, -1)}` : `${count} ${many}`;
}
