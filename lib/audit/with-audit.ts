import type { Caller, Principal } from "@/lib/context";
import { changeFeed } from "@/lib/db/change-feed";
import { runAfterCommit } from "@/lib/db/after-commit";
import { db, type Transaction } from "@/lib/db/client";
import { appendEvents } from "./append";
import type { Actor, AuditEntry } from "./entry";

export type Audited<Result> = {
  result: Result;
  entry: AuditEntry | AuditEntry[];
  /** Who acted, where no credential says so (sign-up, sign-in, the system itself). */
  actor?: Actor;
  /** Tags whose cached credentials must be looked up again, on every instance, before the caller is answered. */
  changed?: string[];
};

/**
 * The only opener of a write transaction: what is done and its audit row are committed together, or neither is.
 * Other instances have been told of `changed` when it returns; the commit itself tells them if this process ends before.
 */
export async function withAudit<Result>(
  ctx: Caller & { principal?: Principal | undefined },
  act: (tx: Transaction) => Promise<Audited<Result>>,
): Promise<Result> {
  let committed: Transaction;
  const done = await db().$transaction(async (tx) => {
    committed = tx;
    const audited = await act(tx);
    const entries = Array.isArray(audited.entry) ? audited.entry : [audited.entry];
    await appendEvents(tx, ctx, audited.actor ?? actorOf(ctx.principal), entries);
    const changed = audited.changed ?? [];
    return { ...audited, changed, announced: await changeFeed().announce(tx, changed) };
  });
  runAfterCommit(committed!);
  await changeFeed().publish(done.changed, done.announced);
  return done.result;
}

function actorOf(principal: Principal | undefined): Actor {
  if (!principal) return { kind: "anonymous" };
  return { kind: principal.kind, userId: principal.user.id, name: principal.user.username, credentialId: principal.credentialId };
}
