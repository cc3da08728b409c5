import { toWireTime } from "@/lib/clock";
import type { PreviousSecret } from "@/lib/contract/rotation";
import type { CredentialSecret } from "@/lib/db/generated/client";

/** An earlier secret as its owner sees it: when it ends, and who still calls with it. */
export function toPreviousSecret(secret: Omit<CredentialSecret, "hash" | "ciphertext">): PreviousSecret {
  const { supersededAt, lastUsedAt } = secret;
  return {
    hint: secret.hint ?? "",
    superseded_at: toWireTime(supersededAt!),
    expires_at: toWireTime(secret.expiresAt!),
    last_used_at: toWireTime(lastUsedAt),
    last_used_ip: secret.lastUsedIp ?? undefined,
    last_used_user_agent: secret.lastUsedUserAgent ?? undefined,
    used_since: lastUsedAt !== null && lastUsedAt > supersededAt!,
  };
}
