import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { FindingKind } from "@/lib/contract/safety";
import { notFound } from "@/lib/errors";
import { getHolding, type Holding } from "@/lib/holdings/list";

/** Nobody means a secret to be leaked: that is answered, by its end or by its resumption. */
export const isDismissible = (kind: FindingKind): boolean => kind !== "leaked";

/** Says that a finding is meant to be so, until what it speaks of changes. Throws NOT_FOUND. */
export async function dismissFinding(ctx: UserContext, id: string, kind: string): Promise<void> {
  const { holding, finding } = await requireFinding(ctx, id, kind);
  await withAudit(ctx, async (tx) => {
    const said = { dismissedAt: clock.now(), dismissedById: ctx.principal.user.id };
    await tx.safetyDismissal.upsert({ where: { credentialId_finding: { credentialId: id, finding } }, create: { credentialId: id, finding, ...said }, update: said });
    return { result: undefined, entry: entryOf(ctx, holding, "finding_dismissed", finding) };
  });
}

/** Takes that back. Throws NOT_FOUND, also where nobody has said so. */
export async function restoreFinding(ctx: UserContext, id: string, kind: string): Promise<void> {
  const { holding, finding } = await requireFinding(ctx, id, kind);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.safetyDismissal.deleteMany({ where: { credentialId: id, finding } });
    if (count !== 1) throw notFound();
    return { result: undefined, entry: entryOf(ctx, holding, "finding_restored", finding) };
  });
}

/** Of whose credential the caller may see; a kind that there is none of is unknown as well. */
async function requireFinding(ctx: UserContext, id: string, kind: string): Promise<{ holding: Holding; finding: FindingKind }> {
  const { data: finding } = FindingKind.safeParse(kind);
  const holding = await getHolding(ctx, id);
  if (!finding || !isDismissible(finding) || holding.kind === "session") throw notFound();
  return { holding, finding };
}

function entryOf(ctx: UserContext, { id, kind, name, userId, organizationId }: Holding, act: string, finding: FindingKind) {
  const subject = userId === ctx.principal.user.id ? {} : { subjectUserId: userId };
  return { action: `${kind}.${act}`, organizationId: organizationId ?? undefined, ...subject, target: { type: kind, id, name }, detail: { finding } };
}
