"use client";

import { useState, type FormEvent } from "react";
import { lifetimes, lifetimeSeconds } from "@/components/api-keys/lifetimes";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SecretGate } from "@/components/ui/secret-gate";
import { useFocusError } from "@/components/use-focus-error";
import { useCreateInitialToken } from "../queries";

/** Makes an initial access token, and shows it this once. */
export function CreateToken() {
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<{ name: string; token: string }>();
  const create = useCreateInitialToken(({ name, token }) => (setOpen(false), setCreated({ name, token })));
  return (
    <>
      <Button onClick={() => (create.reset(), setOpen(true))}>Create token…</Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Create an initial access token" description="For programs of yours that register clients. It is shown once.">
        <TokenForm create={create} onCancel={() => setOpen(false)} />
      </Dialog>
      {created ? <SecretGate what="token" copyName="initial access token" secret={created.token} label={created.name} onDone={() => setCreated(undefined)} /> : null}
    </>
  );
}

function TokenForm({ create, onCancel }: { create: ReturnType<typeof useCreateInitialToken>; onCancel: () => void }) {
  const form = useFocusError(create.error);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const uses = String(values.get("uses")).trim();
    create.mutate({ body: { name: String(values.get("name")), expires_in: lifetimeSeconds(String(values.get("lifetime"))), ...(uses !== "" && { uses: Number(uses) }) } });
  }
  return (
    <form ref={form} onSubmit={submit} className="grid gap-5 px-6 pt-5 pb-6" noValidate>
      <Field label="Name" error={fieldError(create.error, "name")}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Build machines" />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Clients" optional error={fieldError(create.error, "uses")} hint="How many it may register. Empty: any number.">
          {(control) => <Input {...control} name="uses" type="number" inputMode="numeric" min={1} max={100_000} step={1} />}
        </Field>
        <Field label="Ends" error={fieldError(create.error, "expires_in")}>
          {(control) => (
            <Select {...control} name="lifetime" defaultValue="7">
              {lifetimes.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {create.error ? <Notice tone="bad">{describeError(create.error)}</Notice> : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Create token
        </Button>
      </div>
    </form>
  );
}
