"use client";

import { ChevronDown } from "lucide-react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-block";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { DeliveryView } from "@/lib/contract/webhooks";
import { useReplayDelivery } from "./queries";

/** What was sent, what came back, and when it is tried again. Each line opens to the whole message. */
export function DeliveryList({ webhookId, deliveries, mayReplay }: { webhookId: string; deliveries: DeliveryView[]; mayReplay: boolean }) {
  return (
    <ol className="mt-4 divide-y divide-line border-t border-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <details className="group">
            <summary className="flex flex-wrap items-center gap-x-3.5 gap-y-1 px-5 py-3 text-sm hover:bg-sunken/60 sm:px-6 -outline-offset-2">
              <Outcome delivery={delivery} />
              <code className="min-w-0 flex-1 truncate text-[0.8125rem]">{delivery.type}</code>
              <RelativeTime value={delivery.created_at} className="text-[0.8125rem] text-faint" />
              <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
            </summary>
            <Message webhookId={webhookId} delivery={delivery} mayReplay={mayReplay} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Outcome({ delivery: { status, response_status, attempts } }: { delivery: DeliveryView }) {
  if (status === "delivered") return <Badge tone="good">{response_status}</Badge>;
  if (status === "failed") return <Badge tone="bad">Failed</Badge>;
  return <Badge tone={attempts > 0 ? "warn" : "neutral"}>{attempts > 0 ? "Retrying" : "Waiting"}</Badge>;
}

function Message({ webhookId, delivery, mayReplay }: { webhookId: string; delivery: DeliveryView; mayReplay: boolean }) {
  const say = useToast();
  const replay = useReplayDelivery();
  const run = () => replay.mutate({ params: { id: webhookId, delivery_id: delivery.id } }, { onSuccess: () => say("The message is on its way again"), onError: (error) => say(describeError(error), "bad") });
  return (
    <div className="grid gap-4 border-t border-line bg-sunken/50 px-5 py-4 text-sm sm:px-6">
      <p className="text-muted">
        {delivery.attempts === 1 ? "1 try" : `${delivery.attempts} tries`}
        {delivery.error ? `. ${delivery.error}` : ""}
        {delivery.next_attempt_at ? (
          <>
            . Next try <RelativeTime value={delivery.next_attempt_at} />
          </>
        ) : null}
      </p>
      <CodeText code={pretty(delivery.payload)} language="json" label="Message" className="rounded-md border border-code-line bg-code text-code-ink" />
      {delivery.response_body ? <CodeText code={delivery.response_body} language="text" label="Answer" className="rounded-md border border-code-line bg-code text-code-ink" /> : null}
      {mayReplay ? (
        <Button busy={replay.isBusy} onClick={run} className="justify-self-start">
          Send again
        </Button>
      ) : null}
    </div>
  );
}

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
