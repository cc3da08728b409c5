import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";

const day = 86_400_000;

/** Invitations of 24 hours. They are counted in the database: a restart or a second instance forgets none. */
const limits = [
  { most: 5, of: "this organization has invited this address", where: ({ organizationId, email }: Invited) => ({ organizationId, email }) },
  { most: 10, of: "this address has been invited", where: ({ email }: Invited) => ({ email }) },
  { most: 100, of: "this organization has invited people", where: ({ organizationId }: Invited) => ({ organizationId }) },
  { most: 100, of: "you have invited people", where: ({ userId }: Invited) => ({ invitedById: userId }) },
] as const satisfies { most: number; of: string; where: (invited: Invited) => Prisma.InvitationWhereInput }[];

type Invited = { organizationId: string; email: string; userId: string };

/** Nobody's mailbox is filled by us. Throws RATE_LIMITED. The organization is held, so that requests at once are counted one by one. */
export async function requireInvitationBudget(tx: Transaction, invited: Invited): Promise<void> {
  // other organizations may invite the same address at this moment
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`invitation ${invited.email}`}))::text`;
  const now = clock.now().getTime();
  for (const { most, of, where } of limits) {
    const recent = await tx.invitation.findMany({ where: { ...where(invited), createdAt: { gt: new Date(now - day) } }, orderBy: { createdAt: "asc" }, take: most, select: { createdAt: true } });
    if (recent.length < most) continue;
    const seconds = Math.max(1, Math.ceil((recent[0]!.createdAt.getTime() + day - now) / 1000));
    throw new Refusal("RATE_LIMITED", { retry_after: seconds }, `Within 24 hours ${of} ${most} times: that is the limit`);
  }
}
