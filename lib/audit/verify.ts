import { db } from "@/lib/db/client";
import type { AuditEvent } from "@/lib/db/generated/client";
import { chainHash, genesisHash } from "./chain";

export type ChainReport = {
  valid: boolean;
  checked: number;
  head: { sequence: number; hash: string };
  /** The first place where the chain does not hold. */
  broken?: { sequence: number; id?: string; reason: string };
};

const batch = 1000;

/**
 * Recomputes the chain from its beginning: each event must follow the one before without a gap, name its hash, and hash to its own;
 * the last must be the one that the head names. Events that are added meanwhile belong to a later verification.
 */
export async function verifyChain(): Promise<ChainReport> {
  const row = await db().auditHead.findUnique({ where: { id: 1 } });
  if (!row) return { valid: false, checked: 0, head: { sequence: 0, hash: "" }, broken: { sequence: 0, reason: "The chain has no head" } };
  const head = { sequence: Number(row.sequence), hash: row.hash };
  let last = { sequence: 0, hash: genesisHash };
  while (last.sequence < head.sequence) {
    const events = await db().auditEvent.findMany({ where: { sequence: { gt: BigInt(last.sequence), lte: row.sequence } }, orderBy: { sequence: "asc" }, take: batch });
    for (const event of events) {
      const reason = whyBroken(event, last);
      if (reason !== undefined) return { valid: false, checked: last.sequence, head, broken: { sequence: last.sequence + 1, id: event.id, reason } };
      last = { sequence: Number(event.sequence), hash: event.hash };
    }
    if (events.length < batch) break;
  }
  if (last.sequence !== head.sequence) return { valid: false, checked: last.sequence, head, broken: { sequence: last.sequence + 1, reason: `The log ends here, but its head says that there are ${head.sequence} events` } };
  if (last.hash !== head.hash) return { valid: false, checked: last.sequence, head, broken: { sequence: last.sequence, reason: "The last event is not the one that the head names" } };
  return { valid: true, checked: last.sequence, head };
}

function whyBroken(event: AuditEvent, last: { sequence: number; hash: string }): string | undefined {
  if (Number(event.sequence) !== last.sequence + 1) return `Event ${last.sequence + 1} is missing: the next one is ${event.sequence}`;
  if (event.previousHash !== last.hash) return "It does not follow the event before it";
  const { previousHash, hash, sequence, occurredAt, ...fields } = event;
  const expected = chainHash(previousHash, { ...fields, sequence: Number(sequence), occurredAt: occurredAt.getTime() });
  return expected === hash ? undefined : "What it says does not fit its hash: it was changed";
}
