"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { fieldError } from "@/components/describe-error";
import { FormEnd } from "@/components/form-end";
import { useFocusError } from "@/components/use-focus-error";
import type { CreateApiKeyBody, CreatedApiKey } from "@/lib/contract/api-keys";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { FormPart } from "./form-part";
import { readAddresses, readLimit } from "./fields/form-values";
import { scopesWithin, type KeyOrganization } from "./fields/key-organization";
import { IdentityFields, type KeyEnvironment } from "./fields/identity-fields";
import { lifetimeSeconds } from "./lifetimes";
import { LimitsFields } from "./fields/limits-fields";
import { useCreateApiKey } from "./queries";
import { presetScopes, type ScopeChoice } from "@/components/scopes/scope-groups";
import { ScopePicker } from "@/components/scopes/scope-picker";
import { SecretDialog } from "./secret-dialog";

type CreateKeyFormProps = { scopes: ScopeChoice[]; organizations: KeyOrganization[]; organizationId: string; host: string; keyPrefix: string; defaultLimit: number; yourAddress: string | undefined };

export function CreateKeyForm({ scopes: all, organizations, organizationId, host, keyPrefix, defaultLimit, yourAddress }: CreateKeyFormProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedApiKey>();
  const [organization, setOrganization] = useState(() => organizations.find(({ id }) => id === organizationId) ?? organizations[0]!);
  const [environment, setEnvironment] = useState<KeyEnvironment>("live");
  const [chosen, setChosen] = useState(() => presetScopes(all, "read", scopesByNameOnly));
  const [addresses, setAddresses] = useState("");
  const [limit, setLimit] = useState("");
  const [quota, setQuota] = useState("");
  const create = useCreateApiKey(setCreated);
  const form = useFocusError(create.error);
  const scopes = scopesWithin(all, organization);
  const held = chosen.filter((name) => scopes.some((scope) => scope.name === name && scope.grantable));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { environment, organization_id: organization.id, scopes: held, allowed_ips: readAddresses(addresses), rate_limit_per_minute: readLimit(limit), quota_per_day: readLimit(quota), ...readIdentity(new FormData(event.currentTarget)) };
    create.mutate({ body });
  }

  return (
    <>
      <form ref={form} onSubmit={submit} className="grid gap-8" noValidate>
        <FormPart title="What is it for" description="A name that says where the key lives, so that you know what breaks when it goes.">
          <IdentityFields environment={environment} onEnvironment={setEnvironment} organizations={organizations} organization={organization} onOrganization={(id) => setOrganization(organizations.find((one) => one.id === id)!)} keyPrefix={keyPrefix} error={create.error} />
        </FormPart>
        <FormPart title="What may it do" description="Give it what it needs and no more. A key never holds more than its maker’s role allows.">
          <ScopePicker scopes={scopes} chosen={held} onChange={setChosen} error={fieldError(create.error, "scopes")} />
        </FormPart>
        <FormPart title="From where and how often">
          <LimitsFields addresses={addresses} onAddresses={setAddresses} limit={limit} onLimit={setLimit} quota={quota} onQuota={setQuota} defaultLimit={defaultLimit} addressesWantedBy={organization.key_addresses_required ? organization.name : undefined} yourAddress={yourAddress} error={create.error} />
        </FormPart>
        <FormEnd mutation={create} submit="Create key" cancel={paths.apiKeys} />
      </form>
      {created ? <SecretDialog created={created} host={host} onDone={() => router.push(paths.apiKey(created.id))} /> : null}
    </>
  );
}

/** The fields that the form itself holds; what is left empty is left out. */
function readIdentity(values: FormData): Pick<CreateApiKeyBody, "name" | "expires_in"> {
  return {
    name: String(values.get("name")),
    expires_in: lifetimeSeconds(String(values.get("lifetime"))),
  };
}
