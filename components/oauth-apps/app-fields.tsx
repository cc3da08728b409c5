"use client";

import { useId } from "react";
import { fieldError } from "@/components/describe-error";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { grantChoices, type AppKind } from "./app-kinds";

export type AppValues = { name: string; redirects: string; grantTypes: string[] };

type AppFieldsProps = { kind: AppKind; values: AppValues; onChange: (values: AppValues) => void; error: unknown };

/** What an OAuth app is called, where its answers go and what it is for. */
export function AppFields({ kind, values, onChange, error }: AppFieldsProps) {
  return (
    <>
      <Field label="Name" error={fieldError(error, "client_name")} hint="People see it when the app asks them.">
        {(control) => <Input {...control} value={values.name} onChange={(event) => onChange({ ...values, name: event.target.value })} required maxLength={100} autoComplete="off" placeholder="Maps dashboard" />}
      </Field>
      <GrantTypes kind={kind} chosen={values.grantTypes} onChange={(grantTypes) => onChange({ ...values, grantTypes })} error={fieldError(error, "grant_types")} />
      {values.grantTypes.includes("authorization_code") ? (
        <Field label="Redirect URIs" error={fieldError(error, "redirect_uris")} hint="One a line: https, or http on localhost or 127.0.0.1, where the port is free. Each is matched character for character.">
          {(control) => (
            <Textarea
              {...control}
              value={values.redirects}
              onChange={(event) => onChange({ ...values, redirects: event.target.value })}
              placeholder={"https://maps.example.com/callback\nhttp://localhost:8787/callback"}
              spellCheck={false}
              rows={3}
              className="font-mono text-sm"
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function GrantTypes({ kind, chosen, onChange, error }: { kind: AppKind; chosen: string[]; onChange: (chosen: string[]) => void; error: string | undefined }) {
  const id = useId();
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">How it gets its tokens</legend>
      {grantChoices.map((choice, index) => {
        const closed = choice.confidentialOnly && kind === "public";
        const isChosen = chosen.includes(choice.value) && !closed;
        return (
          <label key={choice.value} htmlFor={`${id}-${index}`} className={closed ? "flex gap-3 py-1 text-faint" : "flex cursor-pointer gap-3 py-1"}>
            <Checkbox
              id={`${id}-${index}`}
              className="mt-0.5"
              checked={isChosen}
              disabled={closed}
              onChange={() => onChange(isChosen ? chosen.filter((value) => value !== choice.value) : [...chosen, choice.value])}
            />
            <span className="flex flex-wrap items-baseline gap-x-3 text-sm">
              {choice.label}
              <span className="text-[0.8125rem] text-faint">
                {choice.hint}
                {closed ? ", needs a confidential app" : ""}
              </span>
            </span>
          </label>
        );
      })}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-bad">
          The way {error}.
        </p>
      ) : null}
    </fieldset>
  );
}
