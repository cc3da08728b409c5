"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { describeError } from "@/components/describe-error";
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
          <Action title="Test" button={<Button busy={test.isBusy} onClick={() => test.mutate({ params }, { onSuccess: () => say("A test message is on its way"), onError })}>Send test message</Button>}>
            A message of the type webhook.test goes out at once.
          </Action>
        ) : null}
        <Action title={enabled ? "Switch off" : "Switch on"} button={<Button busy={update.isBusy} onClick={() => update.mutate({ params, body: { enabled: !enabled } }, { onError })}>{enabled ? "Switch off" : "Switch on"}</Button>}>
          {enabled ? "Nothing is sent until you switch it on again." : "Messages go out again, beginning with what happens from then on and what still waits."}
        </Action>
        <Action title="New secret" button={<Button busy={rotate.isPending} onClick={() => rotate.mutate({ params }, { onError })}>Rotate secret</Button>}>
          For 24 hours messages are signed with both secrets, so that no message is refused while you move over.
        </Action>
        <Action title="Delete" button={<Button variant="danger-quiet" onClick={() => setDeleting(true)}>Delete webhook…</Button>}>
          With its deliveries. What still waits is not sent.
        </Action>
      </ul>
      <ConfirmDialog open={isDeleting} onOpenChange={setDeleting} title="Delete this webhook?" confirmLabel="Delete webhook" busy={remove.isPending} onConfirm={() => remove.mutate({ params }, { onError: (error) => (setDeleting(false), onError(error)) })}>
        <p>
          <strong className="font-medium break-words text-ink">{name}</strong> hears nothing any more, and its deliveries are gone.
        </p>
      </ConfirmDialog>
      {rotate.data ? <SecretGate what="signing secret" copyName="signing secret" secret={rotate.data.secret} label={name} onDone={rotate.reset} /> : null}
    </Card>
  );
}

function Action({ title, button, children }: { title: string; button: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
      <div className="max-w-lg">
        <h3 className="text-sm font-medium">{title}</h3>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {button}
    </li>
  );
}
