import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { CreateWebhookBody } from "@/lib/contract/webhooks";
import { invalid, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireMembership } from "@/lib/organizations/membership";
import { requireWebhookUrl } from "./address";
import { requireHearing, webhookInclude, type WebhookRow } from "./find";
import { newWebhookSecret, sealSecret } from "./secret";

/** Makes a webhook; its secret is answered this once. Throws NOT_FOUND to strangers of the organization, FORBIDDEN, VALIDATION_FAILED. */
export async function createWebhook(ctx: UserContext, input: CreateWebhookBody): Promise<{ row: WebhookRow; secret: string }> {
  const organizationId = await choosePlace(ctx, input);
  const url = await requireWebhookUrl(input.url);
  const id = newId("wh");
  const secret = newWebhookSecret();
  const data = { id, userId: ctx.principal.user.id, organizationId, everything: input.everything ?? false, name: input.name ?? new URL(url).host, url, events: input.events, secret: sealSecret(id, secret) };
  return withAudit(ctx, async (tx) => {
    const row = await tx.webhook.create({ data, include: webhookInclude });
    return { result: { row, secret }, entry: { action: "webhook.created", organizationId: organizationId ?? undefined, target: { type: "webhook", id, name: row.name }, detail: { url, events: row.events, everything: row.everything } } };
  });
}

/** What it may hear of is what its maker may read in the audit log. */
async function choosePlace(ctx: UserContext, { organization_id, everything }: CreateWebhookBody): Promise<string | null> {
  const { principal } = ctx;
  if (everything && organization_id) throw invalid("everything", "cannot be told together with organization_id");
  requireHearing(ctx, everything ?? false);
  if (everything) return null;
  const organizationId = organization_id ?? principal.organizationId;
  if (organizationId === undefined) return null;
  const { role } = await requireMembership(ctx, organizationId);
  if (role === "member") throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization make its webhooks");
  return organizationId;
}
