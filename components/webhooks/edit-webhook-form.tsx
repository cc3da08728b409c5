"use client";

import { useState, type FormEvent } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { WebhookView } from "@/lib/contract/webhooks";
import { useUpdateWebhook } from "./queries";
import { WebhookFields, type WebhookValues } from "./webhook-fields";

export function EditWebhookForm({ webhook }: { webhook: WebhookView }) {
  const [values, setValues] = useState<WebhookValues>({ url: webhook.url, name: webhook.name, events: webhook.events });
  const update = useUpdateWebhook();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { url, name, events } = values;
    update.mutate({ params: { id: webhook.id }, body: { url, events, ...(name.trim() && { name }) } }, { onSuccess: () => say("Changes saved") });
  }

  return (
    <Card title="Settings">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <WebhookFields values={values} onChange={setValues} error={update.error} />
          {update.error ? <Notice tone="bad">{describeError(update.error)}</Notice> : null}
          <Button type="submit" busy={update.isPending} className="justify-self-start">
            Save changes
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
