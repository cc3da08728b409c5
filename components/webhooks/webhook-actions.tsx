"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ActionRow } from "@/components/ui/action-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SecretGate } from "@/components/ui/secret-gate";
import { useToast } from "@/components/ui/toaster";
import type { WebhookView } from "@/lib/contract/webhooks";
import { paths } from "@/lib/paths";
import { useDeleteWebhook, useRotateWebhookSecret, useTestWebhook, useUpdateWebhook } from "./queries";

/** Try it, pause it, give it a new secret, take it away. */
export function WebhookActions({ webhook: { id, name, enabled } }: { webhook: WebhookView }) {
  const router = useRouter();
  const say = useToast();
  const [isDeleting, setDeleting] = useState(false);
  const update = useUpdateWebhook();
  const test = useTestWebhook();
  const rotate = useRotateWebhookSecret();
  const remove = useDeleteWebhook(() => {
    say(`“${name}” is deleted`);
    router.push(paths.webhooks);
  });
  const onError = (error: Error) => say(describeError(error), "bad");
  const params = { id };
  return (
    <Card>
      <ul className="divide-y divide-line">
        {enabled ? (
          <ActionRow title="Test" text="A message of the type webhook.test goes out at once.">
            <Button busy={test.isBusy} onClick={() => test.mutate({ params }, { onSuccess: () => say("A test message is on its way"), onError })}>Send test message</Button>
          </ActionRow>
        ) : null}
        <ActionRow title={enabled ? "Switch off" : "Switch on"} text={enabled ? "Nothing is sent until you switch it on again." : "Messages go out again, beginning with what happens from then on and what still waits."}>
          <Button busy={update.isBusy} onClick={() => update.mutate({ params, body: { enabled: !enabled } }, { onError })}>{enabled ? "Switch off" : "Switch on"}</Button>
        </ActionRow>
        <ActionRow title="New secret" text="For 24 hours messages are signed with both secrets, so that no message is refused while you move over.">
          <Button busy={rotate.isPending} onClick={() => rotate.mutate({ params }, { onError })}>Rotate secret</Button>
        </ActionRow>
        <ActionRow title="Delete" text="With its deliveries. What still waits is not sent.">
          <Button variant="danger-quiet" onClick={() => setDeleting(true)}>Delete webhook…</Button>
        </ActionRow>
      </ul>
      <ConfirmDialog open={isDeleting} onOpenChange={setDeleting} title="Delete this webhook?" confirmLabel="Delete webhook" busy={remove.isPending} onConfirm={() => remove.mutate({ params }, { onError: (error) => (setDeleting(false), onError(error)) })}>
        <p>
          <strong className="font-medium break-words text-ink">{name}</strong> no longer receives events, and its deliveries are deleted.
        </p>
      </ConfirmDialog>
      {rotate.data ? <SecretGate what="signing secret" copyName="signing secret" secret={rotate.data.secret} label={name} onDone={rotate.reset} /> : null}
    </Card>
  );
}
