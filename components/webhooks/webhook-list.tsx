import { Webhook } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { WebhookView } from "@/lib/contract/webhooks";
import { paths } from "@/lib/paths";

export function WebhookList({ webhooks }: { webhooks: WebhookView[] }) {
  return (
    <ul className="divide-y divide-line">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="relative flex items-center gap-3.5 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
          <Webhook aria-hidden className="size-4.5 shrink-0 text-faint" />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={paths.webhook(webhook.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
                {webhook.name}
              </Link>
              <WebhookStatus webhook={webhook} />
            </p>
            <code className="block truncate text-xs text-faint">{webhook.url}</code>
          </div>
          <p className="hidden shrink-0 text-right text-[0.8125rem] text-muted sm:block">
            {webhook.last_delivery ? (
              <>
                {webhook.last_delivery.status} <RelativeTime value={webhook.last_delivery.at} />
              </>
            ) : (
              "nothing sent yet"
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

export function WebhookStatus({ webhook: { enabled, last_delivery } }: { webhook: WebhookView }) {
  if (!enabled) return <Badge tone="bad">Switched off</Badge>;
  return last_delivery?.status === "failed" ? <Badge tone="warn">Failing</Badge> : <Badge tone="good">Active</Badge>;
}
