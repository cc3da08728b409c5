import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { chainHash, type ChainedFields } from "./chain";
import type { Actor, AuditEntry } from "./entry";

/** Adds events to the end of the chain. The head row is locked until the transaction ends: writers come one after the other. */
export async function appendEvents(tx: Transaction, caller: Caller, actor: Actor, entries: AuditEntry[]): Promise<void> {
  const [head] = await tx.$queryRaw<{ sequence: bigint; hash: string }[]>`SELECT sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE`;
  if (!head) throw new Error("The audit chain has no head: the database was not prepared");
  let { hash } = head;
  let sequence = Number(head.sequence);
  const rows = entries.map((entry) => {
    const fields = fieldsOf(entry, caller, actor, ++sequence);
    const row = { ...fields, occurredAt: new Date(fields.occurredAt), detail: fields.detail as Prisma.InputJsonValue, previousHash: hash, hash: chainHash(hash, fields) };
    hash = row.hash;
    return row;
  });
  await tx.auditEvent.createMany({ data: rows });
  await tx.$executeRaw`UPDATE audit_head SET sequence = ${BigInt(sequence)}, hash = ${hash} WHERE id = 1`;
}

function fieldsOf(entry: AuditEntry, caller: Caller, actor: Actor, sequence: number): ChainedFields {
  return {
    id: newId("evt"),
    sequence,
    occurredAt: clock.now().getTime(),
    action: entry.action,
    actorKind: actor.kind,
    actorUserId: actor.userId ?? null,
    actorName: actor.name ?? null,
    actorCredentialId: actor.credentialId ?? null,
    organizationId: entry.organizationId ?? null,
    subjectUserId: entry.subjectUserId ?? null,
    targetType: entry.target.type,
    targetId: entry.target.id,
    targetName: entry.target.name ?? null,
    ip: caller.ip ?? null,
    userAgent: caller.userAgent?.slice(0, 400) ?? null,
    requestId: caller.requestId,
    // through JSON once, so that what is hashed is what the database gives back
    detail: JSON.parse(JSON.stringify(entry.detail ?? {})),
  };
}
