"use client";

import { periods } from "@/components/periods";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import { describeReason, filterReasons } from "./describe-reason";
import { outcomes } from "./read-filter";

type RequestFilterProps = {
  shown: { outcome: string; period: string; address: string; credential: string; whose: string };
  credentials: readonly { id: string; name: string }[];
  /** Whoever sees everybody's may look at their own alone. */
  seesAll: boolean;
};

const whose = [
  { value: "", label: "Everybody’s" },
  { value: "mine", label: "Mine" },
];

/** A plain form: the filter is in the address, so it can be sent to somebody. With JavaScript each choice acts at once. */
export function RequestFilter({ shown, credentials, seesAll }: RequestFilterProps) {
  const known = credentials.some(({ id }) => id === shown.credential) || shown.credential === "";
  return (
    <form action={paths.requests} method="get" className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap" onChange={(event) => (event.target as HTMLElement).tagName === "SELECT" && event.currentTarget.requestSubmit()}>
      {seesAll ? <Choice name="whose" label="Whose" value={shown.whose} options={whose} className="sm:w-34" /> : null}
      <Choice name="outcome" label="Outcome" value={shown.outcome} options={[...outcomes, ...filterReasons.map((reason) => ({ value: reason, label: describeReason(reason) }))]} className="sm:w-44" />
      <Choice
        name="credential"
        label="Credential"
        value={shown.credential}
        options={[{ value: "", label: "Every credential" }, ...credentials.map(({ id, name }) => ({ value: id, label: name })), ...(known ? [] : [{ value: shown.credential, label: "This credential" }])]}
        className="sm:w-48"
      />
      <Choice name="period" label="Period" value={shown.period} options={periods} className="sm:w-38" />
      <Input name="address" aria-label="Address" placeholder="Address, then Enter" defaultValue={shown.address} maxLength={64} className="sm:w-48" />
      <noscript>
        <Button type="submit">Filter</Button>
      </noscript>
    </form>
  );
}

function Choice({ name, label, value, options, className }: { name: string; label: string; value: string; options: readonly { value: string; label: string }[]; className: string }) {
  return (
    <Select name={name} aria-label={label} defaultValue={value} className={className}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
