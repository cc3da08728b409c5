import { toWireTime } from "@/lib/clock";
import type { PasskeyView } from "@/lib/contract/passkeys";
import type { Passkey } from "@/lib/db/generated/client";

export function toPasskeyView(row: Passkey): PasskeyView {
  return { id: row.id, name: row.name, synced: row.backedUp, created_at: toWireTime(row.createdAt), last_used_at: toWireTime(row.lastUsedAt) };
}
