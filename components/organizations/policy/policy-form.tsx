"use client";

import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { describeSeconds } from "@/components/describe-seconds";
import { ScopePicker } from "@/components/scopes/scope-picker";
import type { ScopeChoice } from "@/components/scopes/scope-groups";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { OrganizationView } from "@/lib/contract/organizations";
import { PolicySwitch } from "./policy-switch";
import { useUpdateOrganization } from "../queries";

const day = 86_400;
const usualLifetimes = [7 * day, 30 * day, 90 * day, 365 * day];

/** What the organization demands of its keys. Nothing here gives anybody more than their role does. */
export function PolicyForm({ organization, scopes }: { organization: OrganizationView; scopes: ScopeChoice[] }) {
  const [lifetime, setLifetime] = useState(organization.longest_key_lifetime_seconds ?? 0);
  const [needsAddresses, setNeedsAddresses] = useState(organization.key_addresses_required);
  const [isRestricted, setRestricted] = useState(organization.allowed_key_scopes !== undefined);
  const [allowed, setAllowed] = useState(organization.allowed_key_scopes ?? []);
  const [outlive, setOutlive] = useState(organization.keys_outlive_members);
  const update = useUpdateOrganization();
  const form = useFocusError(update.error);
  const say = useToast();
  const lifetimes = [...new Set([...usualLifetimes, ...(organization.longest_key_lifetime_seconds ? [organization.longest_key_lifetime_seconds] : [])])].toSorted((a, b) => a - b);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { longest_key_lifetime_seconds: lifetime || null, key_addresses_required: needsAddresses, allowed_key_scopes: isRestricted ? allowed : null, ...(organization.personal ? {} : { keys_outlive_members: outlive }) };
    update.mutate({ params: { id: organization.id }, body }, { onSuccess: () => say("The policies are saved") });
  }

  return (
    <Card title="Policies for keys" description="Allowed scopes count for every key from its next request on. Lifetime and addresses are asked of keys that are made or changed from now on; older ones that do not keep to them are listed above.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <Field label="Longest lifetime" error={fieldError(update.error, "longest_key_lifetime_seconds")} className="max-w-xs">
            {(control) => (
              <Select {...control} value={lifetime} onChange={(event) => setLifetime(Number(event.target.value))}>
                <option value={0}>No limit</option>
                {lifetimes.map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {describeSeconds(seconds)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <PolicySwitch label="Every key is limited to addresses" hint="A key that is lost is worth little elsewhere." checked={needsAddresses} onChange={setNeedsAddresses} />
          {organization.personal ? null : (
            <PolicySwitch label="Keys outlive members" hint="When a member leaves, their keys pass to an owner and go on working. Otherwise they stop." checked={outlive} onChange={setOutlive} />
          )}
          <PolicySwitch label="Only some scopes" hint="Keys hold nothing beyond these, whatever they were made with." checked={isRestricted} onChange={setRestricted} />
          {isRestricted ? <ScopePicker scopes={scopes.map((scope) => ({ ...scope, grantable: true }))} chosen={allowed} onChange={setAllowed} error={fieldError(update.error, "allowed_key_scopes")} /> : null}
          {update.error ? <Notice tone="bad">{describeError(update.error)}</Notice> : null}
          <div>
            <Button type="submit" variant="primary" busy={update.isPending}>
              Save policies
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
