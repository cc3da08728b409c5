"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { RouteAnswer, RouteInput } from "@/components/call-route";
import { FormEnd } from "@/components/form-end";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { KeyTag } from "@/components/ui/key-tag";
import { CopyButton } from "@/components/ui/copy-button";
import { SecretGate } from "@/components/ui/secret-gate";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFocusError } from "@/components/use-focus-error";
import { paths } from "@/lib/paths";
import { AppFields, type AppValues } from "./app-fields";
import { appKinds, grantChoices, readRedirects, type AppKind } from "./app-kinds";
import { useCreateOauthApp } from "./queries";

type Created = RouteAnswer<"createOauthClient">;
type Body = RouteInput<"createOauthClient">["body"];

/** `organizationId`: where the app belongs at first, empty for the person alone. */
export function CreateAppForm({ organizations, organizationId }: { organizations: { id: string; name: string }[]; organizationId: string }) {
  const router = useRouter();
  const [kind, setKind] = useState<AppKind>("public");
  const [values, setValues] = useState<AppValues>({ name: "", redirects: "", grantTypes: ["authorization_code"] });
  const [organization, setOrganization] = useState(organizationId);
  const [created, setCreated] = useState<Created>();
  const create = useCreateOauthApp((app) => (app.client_secret ? setCreated(app) : router.push(paths.oauthApp(app.id))));
  const form = useFocusError(create.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ body: toBody(kind, values, organization) });
  }

  return (
    <>
      <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
        <div className="grid gap-1.5">
          <span className="text-sm font-medium">Kind</span>
          <SegmentedControl label="Kind" value={kind} options={appKinds} onChange={setKind} className="justify-self-start" />
          <p className="text-[0.8125rem] leading-5 text-faint">{appKinds.find(({ value }) => value === kind)?.hint}</p>
        </div>
        <AppFields kind={kind} values={values} onChange={setValues} error={create.error} />
        {organizations.length > 0 ? (
          <Field label="Belongs to" hint="Owners and admins of an organization manage its apps together.">
            {(control) => (
              <Select {...control} value={organization} onChange={(event) => setOrganization(event.target.value)}>
                <option value="">Me alone</option>
                {organizations.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <FormEnd mutation={create} submit="Register app" cancel={paths.oauthApps} />
      </form>
      {created ? <NewSecret created={created} onDone={() => router.push(paths.oauthApp(created.id))} /> : null}
    </>
  );
}

function NewSecret({ created, onDone }: { created: Created; onDone: () => void }) {
  return (
    <SecretGate what="client secret" copyName="client secret" secret={created.client_secret!} label={`Secret of ${created.client_name}`} onDone={onDone}>
      {() => <KeyTag value={created.client_id} label="Client id (not secret)" actions={<CopyButton value={created.client_id} what="client id" />} />}
    </SecretGate>
  );
}

function toBody(kind: AppKind, values: AppValues, organization: string): Body {
  const open = grantChoices.filter((choice) => values.grantTypes.includes(choice.value) && !(choice.confidentialOnly && kind === "public"));
  return {
    client_name: values.name,
    redirect_uris: values.grantTypes.includes("authorization_code") ? readRedirects(values.redirects) : undefined,
    token_endpoint_auth_method: kind === "public" ? "none" : "client_secret_basic",
    grant_types: open.map((choice) => choice.value),
    organization_id: organization || undefined,
  };
}
