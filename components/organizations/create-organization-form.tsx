"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
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
      {create.error ? <Notice tone="bad">{describeError(create.error)}</Notice> : null}
      <div className="flex flex-wrap gap-3 border-t border-line pt-6">
        <Button type="submit" variant="primary" busy={create.isPending}>
          Create organization
        </Button>
        <Button asChild variant="ghost">
          <Link href={paths.organizations}>Cancel</Link>
        </Button>
      </div>
    </form>
  );
}
