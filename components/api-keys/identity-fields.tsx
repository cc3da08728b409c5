"use client";

import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { defaultLifetime, lifetimes } from "./lifetimes";

export type KeyEnvironment = "live" | "test";

type IdentityFieldsProps = {
  environment: KeyEnvironment;
  onEnvironment: (environment: KeyEnvironment) => void;
  organizations: { id: string; name: string }[];
  keyPrefix: string;
  error: unknown;
};

const environments = [
  { value: "live", label: "Live" },
  { value: "test", label: "Test" },
] as const;

/** What the key is called, where it belongs and when it ends. */
export function IdentityFields({ environment, onEnvironment, organizations, keyPrefix, error }: IdentityFieldsProps) {
  return (
    <>
      <Field label="Name" error={fieldError(error, "name")}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Production server" />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <span className="text-sm font-medium">Environment</span>
          <SegmentedControl label="Environment" value={environment} options={environments} onChange={onEnvironment} className="h-10 justify-self-start" />
          <p className="text-[0.8125rem] leading-5 text-faint">
            Begins with <code>{`${keyPrefix}_${environment}_`}</code>
          </p>
        </div>
        <Field label="Expires" error={fieldError(error, "expires_in")} hint="A key with an end cannot be forgotten for good.">
          {(control) => (
            <Select {...control} name="lifetime" defaultValue={defaultLifetime}>
              {lifetimes.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {organizations.length > 1 ? <OrganizationField organizations={organizations} error={fieldError(error, "organization_id")} /> : null}
    </>
  );
}

function OrganizationField({ organizations, error }: { organizations: { id: string; name: string }[]; error: string | undefined }) {
  return (
    <Field label="Organization" error={error} hint="Owners and admins of the organization see the key, and can revoke it.">
      {(control) => (
        <Select {...control} name="organization">
          {organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
