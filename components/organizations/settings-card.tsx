"use client";

import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { OrganizationView } from "@/lib/contract/organizations";
import { useUpdateOrganization } from "./queries";

/** The name; what it demands of its keys is a card of its own. */
export function SettingsCard({ organization }: { organization: OrganizationView }) {
  const [name, setName] = useState(organization.name);
  const update = useUpdateOrganization();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    update.mutate({ params: { id: organization.id }, body: { name } }, { onSuccess: () => say("The name is saved") });
  }

  return (
    <Card title="Name">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-4" noValidate>
          <div className="flex flex-wrap items-start gap-3">
            <Field label="Name of the organization" error={fieldError(update.error, "name")} className="w-full max-w-md">
              {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoComplete="off" />}
            </Field>
            <Button type="submit" busy={update.isPending} className="h-10 sm:mt-6.5">
              Rename
            </Button>
          </div>
          {update.error ? <Notice tone="bad">{describeError(update.error)}</Notice> : null}
        </form>
      </CardBody>
    </Card>
  );
}
