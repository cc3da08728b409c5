import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { KeysOfLeaver } from "@/lib/contract/members";
import type { Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { releaseOrganizations } from "@/lib/organizations/release";
import { beginForgetting } from "@/lib/usage/forget";
import { getUser } from "./find-users";
import { requireAnotherAdmin } from "./keep-an-admin";

/** Deletes an account with its credentials and its personal organization; `keys` says what becomes of those that it made for others' organizations. Throws LAST_ADMIN, or LAST_OWNER where others would be left without an owner. */
export async function deleteUser(ctx: UserContext, id: string, keys?: KeysOfLeaver): Promise<void> {
  const user = await getUser(ctx, id);
  await withAudit(ctx, async (tx) => {
    const changed = await removeUser(tx, id, keys);
    return { result: undefined, changed, entry: { action: "user.deleted", subjectUserId: id, target: { type: "user", id, name: user.username }, detail: { role: user.role, ...(keys && { keys }) } } };
  });
}

/** The same, inside a transaction; returns the tags to announce. */
export async function removeUser(tx: Transaction, id: string, keys?: KeysOfLeaver): Promise<string[]> {
  await requireAnotherAdmin(tx, id);
  // of two who delete the same account at once the second waits here, and is told that it is gone
  const held = await tx.$queryRaw<unknown[]>`SELECT id::text FROM "user" WHERE id = ${id}::uuid FOR UPDATE`;
  if (held.length === 0) throw notFound();
  const forgetUsage = await beginForgetting(tx, id);
  const organizations = await releaseOrganizations(tx, id, keys);
  // apps that the person registered go too, and with them what other people granted to those
  const clients = await tx.oauthClient.findMany({ where: { ownerId: id }, select: { id: true } });
  // what was written to them, links that could still be opened, and traces of their connecting do not outlive them
  await tx.mail.deleteMany({ where: { userId: id } });
  await tx.singleUseSecret.deleteMany({ where: { userId: id } });
  await tx.connectionEvent.deleteMany({ where: { userId: id } });
  await tx.user.delete({ where: { id } });
  await forgetUsage();
  return [tagOf.user(id), ...organizations, ...clients.map((client) => tagOf.client(client.id))];
}
