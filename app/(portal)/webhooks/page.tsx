import { Plus, Webhook } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { WebhookList } from "@/components/webhooks/webhook-list";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { listWebhooks } from "@/lib/webhooks/find";
import { toWebhookView } from "@/lib/webhooks/view";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.webhooks);
  const cursor = one((await searchParams)["cursor"]);
  const { rows, nextCursor } = await listWebhooks(ctx, { limit: 50, cursor });
  const action = scopeAllows(ctx.principal.scopes, "keys:write") ? <CreateButton /> : undefined;
  return (
    <>
      <PageHeader title="Webhooks" description="Signed messages to your own server when something happens: a key is made, rotated or revoked, an app is connected, somebody signs in." actions={rows.length > 0 ? action : undefined} />
      <Card>
        {rows.length > 0 ? (
          <WebhookList webhooks={rows.map(toWebhookView)} />
        ) : (
          <EmptyState icon={<Webhook />} title={cursor ? "No more webhooks" : "No webhook yet"} action={action}>
            Give an address, choose what it should hear of, and{" "}
            <Link href={paths.docsWebhooks} className="link">
              verify each message
            </Link>
            .
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.webhooks} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}

function CreateButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.newWebhook}>
        <Plus aria-hidden /> Create webhook
      </Link>
    </Button>
  );
}
