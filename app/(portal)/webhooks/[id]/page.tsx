import type { Metadata } from "next";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { DeliveryList } from "@/components/webhooks/delivery-list";
import { EditWebhookForm } from "@/components/webhooks/edit-webhook-form";
import { WebhookActions } from "@/components/webhooks/webhook-actions";
import { WebhookStatus } from "@/components/webhooks/webhook-list";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { listDeliveries } from "@/lib/webhooks/deliveries";
import { getWebhook } from "@/lib/webhooks/find";
import { toDeliveryView, toWebhookView } from "@/lib/webhooks/view";

export const metadata: Metadata = { title: "Webhook" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function WebhookPage({ params, searchParams }: Props) {
  const { id } = await params;
  const cursor = one((await searchParams)["cursor"]);
  const ctx = await userContext(paths.webhook(id));
  const webhook = toWebhookView(await orNotFound(getWebhook(ctx, id)));
  const { rows, nextCursor } = await listDeliveries(ctx, id, { limit: 20, cursor });
  const mayChange = scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader title={webhook.name} actions={<WebhookStatus webhook={webhook} />}>
        <BackLink href={paths.webhooks}>Webhooks</BackLink>
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {webhook.disabled_reason ? (
          <Notice tone="warn" title="Nothing is sent">
            {webhook.disabled_reason}.
          </Notice>
        ) : null}
        <Card title="Deliveries" description="Newest first, kept for 30 days. A message that is refused is tried again for three days.">
          {rows.length > 0 ? <DeliveryList webhookId={id} deliveries={rows.map(toDeliveryView)} mayReplay={mayChange && webhook.enabled} /> : <CardBody>Nothing was sent yet.</CardBody>}
        </Card>
        <Pager path={paths.webhook(id)} nextCursor={nextCursor} isFirst={!cursor} />
        {mayChange ? <EditWebhookForm webhook={webhook} /> : null}
        {mayChange ? <WebhookActions webhook={webhook} /> : null}
      </div>
    </>
  );
}
