"use client";

import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { defaultLifetime, lifetimesWithin } from "../lifetimes";
import type { KeyOrganization } from "./key-organization";

export type KeyEnvironment = "live" | "test";

type IdentityFieldsProps = {
  environment: KeyEnvironment;
  onEnvironment: (environment: KeyEnvironment) => void;
  organizations: KeyOrganization[];
  /** The one that the key will belong to. */
  organization: KeyOrganization;
  onOrganization: (id: string) => void;
  keyPrefix: string;
  error: unknown;
};

const environments = [
  { value: "live", label: "Live" },
  { value: "test", label: "Test" },
] as const;

/** What the key is called, where it belongs and when it ends. */
export function IdentityFields({ environment, onEnvironment, organizations, organization, onOrganization, keyPrefix, error }: IdentityFieldsProps) {
  const lifetimes = lifetimesWithin(organization.longest_key_lifetime_seconds);
  return (
    <>
      <Field label="Name" error={fieldError(error, "name")}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Production server" />}
      </Field>
      {organizations.length > 1 ? <OrganizationField organizations={organizations} organization={organization} onOrganization={onOrganization} error={fieldError(error, "organization_id")} /> : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <span className="text-sm font-medium">Environment</span>
          <SegmentedControl label="Environment" value={environment} options={environments} onChange={onEnvironment} className="h-10 justify-self-start" />
          <p className="text-[0.8125rem] leading-5 text-faint">
            Begins with <code>{`${keyPrefix}_${environment}_`}</code>
          </p>
        </div>
        <Field label="Expires" error={fieldError(error, "expires_in")} hint={organization.longest_key_lifetime_seconds ? `${organization.name} lets no key live longer than these.` : "A key with an end cannot be forgotten for good."}>
          {(control) => (
            <Select key={organization.id} {...control} name="lifetime" defaultValue={defaultLifetime(lifetimes)}>
              {lifetimes.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </>
  );
}

type OrganizationFieldProps = Pick<IdentityFieldsProps, "organizations" | "organization" | "onOrganization"> & { error: string | undefined };

function OrganizationField({ organizations, organization, onOrganization, error }: OrganizationFieldProps) {
  return (
    <Field label="Organization" error={error} hint="Owners and admins of the organization see the key, and can revoke it.">
      {(control) => (
        <Select {...control} value={organization.id} onChange={(event) => onOrganization(event.target.value)}>
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
