"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import { CredentialKind } from "@/lib/contract/auth";
import { paths } from "@/lib/paths";
import { everybody, states, type AccessFilterValues } from "./read-filter";

type Props = { values: AccessFilterValues; organizations: { id: string; name: string }[]; isAdmin: boolean };

/** A plain form: the filter is in the address. With JavaScript each choice acts at once. */
export function AccessFilter({ values, organizations, isAdmin }: Props) {
  return (
    <form
      role="search"
      action={paths.access}
      method="get"
      className="mb-4 grid grid-cols-2 gap-2 lg:flex"
      onChange={(event) => (event.target as unknown) instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
    >
      <div className="col-span-2 flex min-w-0 flex-1 gap-2">
        <Input type="search" name="q" aria-label="Search by name, secret, address or agent" placeholder="Name, sk_live_…, address, agent" defaultValue={values.q ?? ""} maxLength={200} autoComplete="off" />
        <Button type="submit" className="h-10">
          <Search aria-hidden /> Search
        </Button>
      </div>
      <Select name="kind" aria-label="Kind" defaultValue={values.kind ?? ""} className="lg:w-44">
        <option value="">Any kind</option>
        {CredentialKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {credentialKinds[kind].label}
          </option>
        ))}
      </Select>
      <Select name="status" aria-label="State" defaultValue={values.status ?? ""} className="lg:w-36">
        {states.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {organizations.length > 0 || isAdmin ? (
        <Select name="of" aria-label="Whose" defaultValue={values.of ?? ""} className="max-lg:col-span-2 lg:w-44">
          <option value="">Mine</option>
          {organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {isAdmin ? <option value={everybody}>Everybody’s</option> : null}
        </Select>
      ) : null}
    </form>
  );
}
