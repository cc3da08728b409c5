"use client";

import { useState, type FormEvent } from "react";
import type { ScopeChoice } from "@/components/scopes/scope-groups";
import { ScopePicker } from "@/components/scopes/scope-picker";
import { fieldError } from "@/components/describe-error";
import { describeSeconds } from "@/components/describe-seconds";
import { FormEnd } from "@/components/form-end";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import { useUpdateConnectedApp } from "./queries";

type EditAppFormProps = { app: ConnectedAppView; scopes: ScopeChoice[]; longestSeconds: number };

/** Narrows or widens a connection that is in use. Tokens that the app holds already follow at their next request. */
export function EditAppForm({ app, scopes, longestSeconds }: EditAppFormProps) {
  const [name, setName] = useState(app.name);
  const [chosen, setChosen] = useState(app.scopes);
  const [limit, setLimit] = useState("");
  const update = useUpdateConnectedApp();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { name, scopes: chosen, expires_in: limit === "" ? undefined : Number(limit) };
    update.mutate({ params: { id: app.id }, body }, { onSuccess: () => (setLimit(""), say("Changes saved")) });
  }

  return (
    <Card title="What it may do" description="Narrow it or widen it: it acts on the app’s next request, without connecting again.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <ScopePicker scopes={scopes} chosen={chosen} onChange={setChosen} error={fieldError(update.error, "scopes")} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" error={fieldError(update.error, "name")} hint="Yours alone: it tells several connections of one app apart.">
              {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoComplete="off" />}
            </Field>
            <Field label="Time limit" error={fieldError(update.error, "expires_in")} hint="Counted from now on.">
              {(control) => (
                <Select {...control} value={limit} onChange={(event) => setLimit(event.target.value)}>
                  <option value="">As it is</option>
                  {limits(longestSeconds).map((seconds) => (
                    <option key={seconds} value={seconds}>
                      {describeSeconds(seconds)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <FormEnd mutation={update} submit="Save changes" />
        </form>
      </CardBody>
    </Card>
  );
}

function limits(longest: number): number[] {
  return [...[900, 3600, 86_400, 604_800].filter((seconds) => seconds < longest), longest];
}
