"use client";

import clsx from "clsx";
import { Search } from "lucide-react";
import { Button } from "./button";
import { Input, Select } from "./input";

export type FilterChoice = { name: string; label: string; value: string | undefined; options: readonly { value: string; label: string }[]; className?: string };
type FilterSearch = { name: string; label: string; placeholder: string; value: string | undefined };

/** A plain form: the filter is in the address, so it can be sent to somebody. With JavaScript each choice acts at once. */
export function FilterForm({ action, search, choices }: { action: string; search?: FilterSearch; choices: FilterChoice[] }) {
  return (
    <form
      role={search ? "search" : undefined}
      action={action}
      method="get"
      className={clsx("mb-4 grid grid-cols-2 gap-2", search ? "lg:flex" : "sm:flex")}
      onChange={(event) => (event.target as unknown) instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
    >
      {search ? <SearchField {...search} /> : null}
      {choices.map(({ name, label, value = "", options, className = "sm:w-40" }) => (
        <Select key={name} name={name} aria-label={label} defaultValue={value} className={className}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ))}
      {search ? null : (
        <noscript>
          <Button type="submit">Filter</Button>
        </noscript>
      )}
    </form>
  );
}

function SearchField({ name, label, placeholder, value = "" }: FilterSearch) {
  return (
    <div className="col-span-2 flex min-w-0 flex-1 gap-2">
      <Input type="search" name={name} aria-label={label} placeholder={placeholder} defaultValue={value} maxLength={200} autoComplete="off" />
      <Button type="submit" className="h-10">
        <Search aria-hidden /> Search
      </Button>
    </div>
  );
}
