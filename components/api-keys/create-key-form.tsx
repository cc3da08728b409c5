"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type FormEvent, type ReactNode } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { CreateApiKeyBody, CreatedApiKey } from "@/lib/contract/api-keys";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { readAddresses, readLimit } from "./form-values";
import { defaultLifetime, lifetimes, lifetimeSeconds } from "./lifetimes";
import { LimitsFields } from "./limits-fields";
import { useCreateApiKey } from "./queries";
import { presetScopes, type ScopeChoice } from "./scope-groups";
import { ScopePicker } from "./scope-picker";
import { SecretDialog } from "./secret-dialog";

type CreateKeyFormProps = { scopes: ScopeChoice[]; organizations: { id: string; name: string }[]; host: string; keyPrefix: string; defaultLimit: number };

const environments = [
  { value: "live", label: "Live" },
  { value: "test", label: "Test" },
] as const;

export function CreateKeyForm({ scopes, organizations, host, keyPrefix, defaultLimit }: CreateKeyFormProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedApiKey>();
  const [environment, setEnvironment] = useState<"live" | "test">("live");
  const [chosen, setChosen] = useState(() => presetScopes(scopes, "read", scopesByNameOnly));
  const [addresses, setAddresses] = useState("");
  const [limit, setLimit] = useState("");
  const create = useCreateApiKey(setCreated);
  const missingScopes = create.error && chosen.length === 0 ? "Choose at least one scope." : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body: CreateApiKeyBody = { name: String(form.get("name")), environment, scopes: chosen };
    const organization = form.get("organization");
    if (organization) body.organization_id = String(organization);
    body.expires_in = lifetimeSeconds(String(form.get("lifetime")));
    body.allowed_ips = readAddresses(addresses);
    body.rate_limit_per_minute = readLimit(limit);
    create.mutate({ body });
  }

  return (
    <>
      <form onSubmit={submit} className="grid gap-8" noValidate>
        <Part title="What is it for" description="A name that says where the key lives, so that you know what breaks when it goes.">
          <Field label="Name" error={fieldError(create.error, "name")}>
            {(control) => <Input {...control} name="name" required maxLength={100} autoFocus autoComplete="off" placeholder="Production server" />}
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <div className="grid content-start gap-1.5">
              <span className="text-sm font-medium">Environment</span>
              <SegmentedControl label="Environment" value={environment} options={environments} onChange={setEnvironment} className="justify-self-start" />
              <p className="text-[0.8125rem] text-faint">
                Begins with <code>{`${keyPrefix}_${environment}_`}</code>
              </p>
            </div>
            <Field label="Expires" error={fieldError(create.error, "expires_in")} hint="A key with an end cannot be forgotten for good.">
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
          {organizations.length > 1 ? <OrganizationField organizations={organizations} error={fieldError(create.error, "organization_id")} /> : null}
        </Part>
        <Part title="What may it do" description="Give it what it needs and no more. A key never holds more than its maker’s role allows.">
          <ScopePicker scopes={scopes} chosen={chosen} onChange={setChosen} error={missingScopes ?? fieldError(create.error, "scopes")} />
        </Part>
        <Part title="From where and how often">
          <LimitsFields addresses={addresses} onAddresses={setAddresses} limit={limit} onLimit={setLimit} defaultLimit={defaultLimit} error={create.error} />
        </Part>
        {create.error ? <Notice tone="bad">{describeError(create.error)}</Notice> : null}
        <div className="flex flex-wrap gap-3 border-t border-line pt-6">
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create key
          </Button>
          <Button asChild variant="ghost">
            <Link href={paths.apiKeys}>Cancel</Link>
          </Button>
        </div>
      </form>
      {created ? <SecretDialog created={created} host={host} onDone={() => router.push(paths.apiKey(created.id))} /> : null}
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

function Part({ title, description, children }: { title: string; description?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {description ? <p className="text-sm text-muted">{description}</p> : null}
      </div>
      <div className="grid gap-5">{children}</div>
    </section>
  );
}
