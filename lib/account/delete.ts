import type { z } from "zod";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { DeleteMeBody } from "@/lib/contract/account";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { invalid, notFound } from "@/lib/errors";
import { queueMail } from "@/lib/mail/queue";
import { circumstances } from "@/lib/notices/kinds";
import { removeOrganization } from "@/lib/organizations/delete";
import { lockOrganization } from "@/lib/organizations/lock";
import { requireOwner, requireShared } from "@/lib/organizations/membership";
import { removeUser } from "@/lib/users/delete-user";

type Decision = NonNullable<z.output<typeof DeleteMeBody>["organizations"]>[number];
type Done = { changed: string[]; entry: AuditEntry };

/**
 * Deletes the caller's own account; organizations that would be left without an owner go as decided, in the same act.
 * Throws REAUTHENTICATION_REQUIRED, LAST_ADMIN, LAST_OWNER where one is undecided, NOT_FOUND for one that is not theirs.
 */
export async function deleteAccount(ctx: UserContext, decisions: Decision[] = []): Promise<void> {
  requireRecentSignIn(ctx);
  const { id, username } = ctx.principal.user;
  await withAudit(ctx, async (tx) => {
    const decided: Done[] = [];
    for (const decision of decisions) decided.push(await decide(ctx, tx, decision));
    const user = await tx.user.findUnique({ where: { id } });
    if (!user) throw notFound();
    const changed = await removeUser(tx, id);
    if (user.email !== null) await queueMail(tx, { kind: "notice", to: user.email, message: farewell(ctx, username) });
    const entry: AuditEntry = { action: "user.deleted", target: { type: "user", id, name: username }, detail: { role: user.role, own: true } };
    return { result: undefined, changed: [...decided.flatMap((done) => done.changed), ...changed], entry: [...decided.map((done) => done.entry), entry] };
  });
}

async function decide(ctx: UserContext, tx: Transaction, { id, transfer_to: heirId }: Decision): Promise<Done> {
  return heirId === undefined ? removeOrganization(ctx, tx, id) : transfer(ctx, tx, id, heirId);
}

async function transfer(ctx: UserContext, tx: Transaction, id: string, heirId: string): Promise<Done> {
  await lockOrganization(tx, id, heirId);
  const { organization } = await requireOwner(ctx, id, "give it away", tx);
  requireShared(organization, "A personal organization cannot be given away");
  const { count } = await tx.membership.updateMany({ where: { organizationId: id, userId: heirId, user: { suspendedAt: null } }, data: { role: "owner" } });
  if (count !== 1 || heirId === ctx.principal.user.id) throw invalid("organizations", `name a member of ${organization.name} who may sign in`);
  return {
    changed: [tagOf.organization(id)],
    entry: { action: "organization.transferred", organizationId: id, subjectUserId: heirId, target: { type: "organization", id, name: organization.name }, detail: { reason: "its owner's account was deleted" } },
  };
}

function farewell(ctx: UserContext, username: string) {
  const { brandName } = config();
  return {
    subject: `Your account at ${brandName} was deleted`,
    heading: "Your account was deleted",
    paragraphs: [`The account “${username}” at ${brandName} was deleted, with its keys, tokens and sessions. Nothing of it can be used any more.`, circumstances(ctx), "If this was not you: tell an administrator. The account cannot be brought back, but the log says what happened."],
  };
}
