"use client";

import { fieldError } from "@/components/describe-error";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { eventChoices } from "./event-choices";

export type WebhookValues = { url: string; name: string; events: string[] };

/** Where messages go, and of what. Events that the form does not know (made by the API) stay as they are. */
export function WebhookFields({ values, onChange, error }: { values: WebhookValues; onChange: (values: WebhookValues) => void; error: Error | null }) {
  const set = (change: Partial<WebhookValues>) => onChange({ ...values, ...change });
  const others = values.events.filter((event) => !eventChoices.some(({ value }) => value === event));
  return (
    <>
      <Field label="Address" error={fieldError(error, "url")} hint="Messages are posted there as JSON. It must answer 2xx within 15 seconds.">
        {(control) => <Input {...control} type="url" inputMode="url" value={values.url} onChange={(event) => set({ url: event.target.value })} placeholder="https://hooks.example.com/keyhouse" maxLength={2000} required autoComplete="off" spellCheck={false} />}
      </Field>
      <Field label="Name" optional error={fieldError(error, "name")}>
        {(control) => <Input {...control} value={values.name} onChange={(event) => set({ name: event.target.value })} maxLength={100} autoComplete="off" className="max-w-md" />}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">Events</legend>
        {[...eventChoices, ...others.map((value) => ({ value, label: value, hint: "set by the API" }))].map(({ value, label, hint }) => (
          <EventChoice key={value} label={label} hint={hint} checked={values.events.includes(value)} onChange={(on) => set({ events: on ? [...values.events, value] : values.events.filter((one) => one !== value) })} />
        ))}
        {fieldError(error, "events") ? <p className="text-sm text-bad">Choose at least one.</p> : null}
      </fieldset>
    </>
  );
}

function EventChoice({ label, hint, checked, onChange }: { label: string; hint: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex cursor-pointer items-baseline gap-2.5 text-sm">
      <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)} className="translate-y-0.5" />
      <span>
        {label} <span className="text-[0.8125rem] text-faint">{hint}</span>
      </span>
    </label>
  );
}
