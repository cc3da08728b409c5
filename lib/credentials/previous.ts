import { clock, toWireTime } from "@/lib/clock";
import type { PreviousSecret } from "@/lib/contract/rotation";
import type { CredentialSecret } from "@/lib/db/generated/client";

type Secret = Omit<CredentialSecret, "hash" | "ciphertext">;

/** The earlier secrets whose overlap lasts; absent where only one secret works. */
export function previousSecrets(secrets: readonly Secret[]): PreviousSecret[] | undefined {
  const now = clock.now();
  const working = secrets.filter(({ supersededAt, expiresAt }) => supersededAt !== null && expiresAt !== null && expiresAt > now);
  return working.length === 0 ? undefined : working.map(toPreviousSecret);
}

/** An earlier secret as its owner sees it: when it ends, and who still calls with it. */
function toPreviousSecret(secret: Secret): PreviousSecret {
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
