"use client";

import { useState, type FormEvent } from "react";
import { fieldError } from "@/components/describe-error";
import { FormEnd } from "@/components/form-end";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { EndField, readEnd, sameEnd } from "./fields/end-field";
import { readAddresses, readLimit } from "./fields/form-values";
import { scopesWithin, type KeyOrganization } from "./fields/key-organization";
import { LimitsFields } from "./fields/limits-fields";
import { useUpdateApiKey } from "./queries";
import type { ScopeChoice } from "@/components/scopes/scope-groups";
import { ScopePicker } from "@/components/scopes/scope-picker";

/** Name, scopes, end and limits of a key that is in use: changes act on its next request. */
export function EditKeyForm({ apiKey, scopes: all, organization, defaultLimit, yourAddress }: { apiKey: ApiKeyView; scopes: ScopeChoice[]; organization: KeyOrganization; defaultLimit: number; yourAddress: string | undefined }) {
  const scopes = scopesWithin(all, organization);
  const [name, setName] = useState(apiKey.name);
  const [chosen, setChosen] = useState(apiKey.scopes);
  const [addresses, setAddresses] = useState((apiKey.allowed_ips ?? []).join("\n"));
  const [limit, setLimit] = useState(apiKey.rate_limit_per_minute?.toString() ?? "");
  const [quota, setQuota] = useState(apiKey.quota_per_day?.toString() ?? "");
  const [end, setEnd] = useState(sameEnd);
  const update = useUpdateApiKey();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { name, scopes: chosen, allowed_ips: readAddresses(addresses) ?? null, rate_limit_per_minute: readLimit(limit) ?? null, quota_per_day: readLimit(quota) ?? null, ...readEnd(end) };
    update.mutate({ params: { id: apiKey.id }, body }, { onSuccess: () => (setEnd(sameEnd), say("Changes saved")) });
  }

  return (
    <Card title="Settings" description="Changes act on the key’s next request. The key itself stays the same.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
          <Field label="Name" error={fieldError(update.error, "name")}>
            {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoComplete="off" className="max-w-md" />}
          </Field>
          <div className="grid gap-2">
            <p className="text-sm font-medium">Scopes</p>
            <ScopePicker scopes={scopes} chosen={chosen} onChange={setChosen} error={fieldError(update.error, "scopes")} />
          </div>
          <EndField apiKey={apiKey} longest={organization.longest_key_lifetime_seconds} value={end} onChange={setEnd} error={update.error} />
          <LimitsFields addresses={addresses} onAddresses={setAddresses} limit={limit} onLimit={setLimit} quota={quota} onQuota={setQuota} defaultLimit={defaultLimit} addressesWantedBy={organization.key_addresses_required ? organization.name : undefined} yourAddress={yourAddress} error={update.error} />
          <FormEnd mutation={update} submit="Save changes" />
        </form>
      </CardBody>
    </Card>
  );
}
