"use client";

import { useState, type FormEvent } from "react";
import { FormEnd } from "@/components/form-end";
import { Card, CardBody } from "@/components/ui/card";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { OauthClientView, UpdateOauthClientBody } from "@/lib/contract/oauth-clients";
import { AppFields, type AppValues } from "./app-fields";
import { kindOf, readRedirects } from "./app-kinds";
import { useUpdateOauthApp } from "./queries";

/** Name, redirect URIs and uses of an app that is registered. */
export function EditOauthAppForm({ app }: { app: OauthClientView }) {
  const [values, setValues] = useState<AppValues>({ name: app.client_name, redirects: app.redirect_uris.join("\n"), grantTypes: app.grant_types.filter((type) => type !== "refresh_token") });
  const update = useUpdateOauthApp();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { client_name: values.name, redirect_uris: readRedirects(values.redirects), grant_types: values.grantTypes as UpdateOauthClientBody["grant_types"] };
    update.mutate({ params: { id: app.id }, body }, { onSuccess: () => say("Changes saved") });
  }

  return (
    <Card title="Settings" description="Changes act on the app’s next request.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <AppFields kind={kindOf(app)} values={values} onChange={setValues} error={update.error} />
          <FormEnd mutation={update} submit="Save changes" />
        </form>
      </CardBody>
    </Card>
  );
}
