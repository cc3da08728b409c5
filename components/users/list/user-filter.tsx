"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import { states, type UserFilterValues } from "./read-filter";
import { roleChoices } from "../roles";

/** A plain form: the filter is in the address, so it can be sent to somebody. With JavaScript each choice acts at once. */
export function UserFilter({ values, groups }: { values: UserFilterValues; groups: string[] }) {
  return (
    <form
      role="search"
      action={paths.adminUsers}
      method="get"
      className="mb-4 grid grid-cols-2 gap-2 lg:flex"
      onChange={(event) => (event.target as unknown) instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
    >
      <div className="col-span-2 flex min-w-0 flex-1 gap-2">
        <Input type="search" name="search" aria-label="Search by name, address or id" placeholder="Name, address or id" defaultValue={values.search ?? ""} maxLength={200} autoComplete="off" />
        <Button type="submit" className="h-10">
          <Search aria-hidden /> Search
        </Button>
      </div>
      <Select name="role" aria-label="Role" defaultValue={values.role ?? ""} className="lg:w-36">
        <option value="">Any role</option>
        {roleChoices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select name="state" aria-label="State" defaultValue={values.state ?? ""} className="lg:w-44">
        {states.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {groups.length > 0 || values.group ? <GroupSelect group={values.group ?? ""} groups={groups} /> : null}
    </form>
  );
}

function GroupSelect({ group, groups }: { group: string; groups: string[] }) {
  const offered = group === "" || groups.includes(group) ? groups : [group, ...groups];
  return (
    <Select name="group" aria-label="Group" defaultValue={group} className="max-lg:col-span-2 lg:w-40">
      <option value="">Any group</option>
      {offered.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
