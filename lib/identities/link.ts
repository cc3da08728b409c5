import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { notFound, Refusal } from "@/lib/errors";
import { attach } from "./attach";
import type { ProvedIdentity } from "./provider";

/**
 * Links what the signed-in person has proved at a provider. Whether their sign-in is recent was asked when they set out.
 * Linking once more what is linked already changes nothing. Throws CONFLICT with `provider` (another account of that provider is
 * linked) or `subject` (it is linked to somebody else's account).
 */
export async function linkIdentity(ctx: UserContext, proved: ProvedIdentity): Promise<void> {
  const userId = ctx.principal.user.id;
  try {
    if ((await ownerOf(proved)) === userId) return;
    await withAudit(ctx, async (tx) => {
      await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
      const user = await tx.user.findUnique({ where: { id: userId } });
      if (!user) throw notFound();
      return { result: undefined, entry: await attach(tx, ctx, user, proved, "person") };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    if ((await ownerOf(proved)) !== userId) throw new Refusal("CONFLICT", { field: "subject" }, "It is linked to another account here");
  }
}

async function ownerOf({ issuer, subject }: ProvedIdentity): Promise<string | undefined> {
  return (await db().identity.findUnique({ where: { issuer_subject: { issuer, subject } }, select: { userId: true } }))?.userId;
}
