"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { RouteAnswer } from "@/components/call-route";
import { FormEnd } from "@/components/form-end";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { SecretGate } from "@/components/ui/secret-gate";
import { useFocusError } from "@/components/use-focus-error";
import { paths } from "@/lib/paths";
import { useCreateWebhook } from "./queries";
import { WebhookFields, type WebhookValues } from "./webhook-fields";

type Props = { organizations: { id: string; name: string }[]; organizationId: string; isAdmin: boolean };

/** `everything` stands in the list beside the organizations: it is one of the places whose events one may hear. */
const everything = "everything";

export function CreateWebhookForm({ organizations, organizationId, isAdmin }: Props) {
  const router = useRouter();
  const [values, setValues] = useState<WebhookValues>({ url: "", name: "", events: ["api_key.*"] });
  const [place, setPlace] = useState(organizationId);
  const [created, setCreated] = useState<RouteAnswer<"createWebhook">>();
  const create = useCreateWebhook(setCreated);
  const form = useFocusError(create.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { url, name, events } = values;
    create.mutate({ body: { url, events, ...(name.trim() && { name }), ...(place === everything ? { everything: true } : place && { organization_id: place }) } });
  }

  return (
    <>
      <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
        <WebhookFields values={values} onChange={setValues} error={create.error} />
        {organizations.length > 0 || isAdmin ? (
          <Field label="Hears of">
            {(control) => (
              <Select {...control} value={place} onChange={(event) => setPlace(event.target.value)} className="max-w-md">
                <option value="">Mine, and what I manage</option>
                {organizations.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                {isAdmin ? <option value={everything}>Everything on this server</option> : null}
              </Select>
            )}
          </Field>
        ) : null}
        <FormEnd mutation={create} submit="Create webhook" cancel={paths.webhooks} />
      </form>
      {created ? <SecretGate what="signing secret" copyName="signing secret" secret={created.secret} label={created.name} onDone={() => router.push(paths.webhook(created.id))} /> : null}
    </>
  );
}
