import { createHash, hkdfSync } from "node:crypto";
import { secondsFromNow } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal, unseal } from "@/lib/crypto/seal";
import { db } from "@/lib/db/client";
import { invalid, Refusal } from "@/lib/errors";

type Once = { key: string; principal: Principal; route: string; input: Uint8Array | undefined };
type Kept = { status: number; headers: Record<string, string>; body: string | undefined };

const keptSeconds = 86_400;

/**
 * Runs `run` once for an Idempotency-Key of this person and route with its path parameters: the same key and body get the same answer for 24 hours, another body or a
 * first request that is still running get CONFLICT. The answer is sealed with a key that only the Idempotency-Key gives.
 */
export async function answerOnce(once: Once, run: () => Promise<Kept>): Promise<Kept> {
  if (!/^[\x21-\x7e]{1,255}$/.test(once.key)) throw invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  const id = sha256(`${once.principal.user.id}\n${once.route}\n${once.key}`);
  const requestHash = createHash("sha256").update(once.input ?? "").digest("hex");
  const sealingKey = Buffer.from(hkdfSync("sha256", derivedKey("idempotency"), once.key, id, 32));
  await db().idempotencyRecord.deleteMany({ where: { id, expiresAt: { lt: new Date() } } });
  const { count } = await db().idempotencyRecord.createMany({ data: [{ id, requestHash, expiresAt: secondsFromNow(keptSeconds) }], skipDuplicates: true });
  if (count !== 1) return repeat(id, requestHash, sealingKey);
  try {
    const answer = await run();
    await db().idempotencyRecord.updateMany({ where: { id }, data: { status: answer.status, ciphertext: seal(sealingKey, JSON.stringify(answer), id) } });
    return answer;
  } catch (error) {
    // nothing was done: the same key may try again
    await db().idempotencyRecord.deleteMany({ where: { id, status: null } });
    throw error;
  }
}

async function repeat(id: string, requestHash: string, sealingKey: Buffer): Promise<Kept> {
  const record = await db().idempotencyRecord.findUnique({ where: { id } });
  if (!record || record.ciphertext === null) throw new Refusal("CONFLICT", {}, "The first request with this Idempotency-Key is still running: try again in a moment");
  if (record.requestHash !== requestHash) throw new Refusal("CONFLICT", {}, "This Idempotency-Key was used with another body");
  const kept = JSON.parse(unseal(sealingKey, record.ciphertext, id)) as Kept;
  return { ...kept, headers: { ...kept.headers, "idempotency-replayed": "true" } };
}
