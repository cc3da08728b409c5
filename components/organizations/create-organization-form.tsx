"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { fieldError } from "@/components/describe-error";
import { FormEnd } from "@/components/form-end";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusError } from "@/components/use-focus-error";
import { paths } from "@/lib/paths";
import { useCreateOrganization } from "./queries";

export function CreateOrganizationForm() {
  const router = useRouter();
  const [name, setName] = useState("");
  const create = useCreateOrganization(({ id }) => router.push(paths.organization(id)));
  const form = useFocusError(create.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ body: { name } });
  }

  return (
    <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
      <Field label="Name" error={fieldError(create.error, "name")} hint="As your team calls itself. It can be changed later.">
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoComplete="organization" placeholder="Acme" />}
      </Field>
      <FormEnd mutation={create} submit="Create organization" cancel={paths.organizations} />
    </form>
  );
}
