"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import type { ClientFilterValues } from "./read-filter";
import { clientKinds, clientStatuses } from "./words";

/** A plain form: the filter is in the address. With JavaScript each choice acts at once. */
export function ClientFilter({ values }: { values: ClientFilterValues }) {
  return (
    <form
      role="search"
      action={paths.adminClients}
      method="get"
      className="mb-4 grid grid-cols-2 gap-2 lg:flex"
      onChange={(event) => (event.target as unknown) instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
    >
      <div className="col-span-2 flex min-w-0 flex-1 gap-2">
        <Input type="search" name="search" aria-label="Search by name, client id or redirect address" placeholder="Name, client id or redirect address" defaultValue={values.search ?? ""} maxLength={200} autoComplete="off" />
        <Button type="submit" className="h-10">
          <Search aria-hidden /> Search
        </Button>
      </div>
      <FilterSelect name="kind" label="Kind" any="Any kind" value={values.kind} options={clientKinds} />
      <FilterSelect name="status" label="Status" any="Any status" value={values.status} options={clientStatuses} />
    </form>
  );
}

function FilterSelect({ name, label, any, value, options }: { name: string; label: string; any: string; value: string | undefined; options: readonly { value: string; label: string }[] }) {
  return (
    <Select name={name} aria-label={label} defaultValue={value ?? ""} className="lg:w-48">
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
