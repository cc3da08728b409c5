"use client";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import { actionKinds, periods } from "./describe-event";

/** A plain form: the filter is in the address, so it can be sent to somebody. With JavaScript each choice acts at once. */
export function EventFilter({ action, period }: { action: string; period: string }) {
  return (
    <form action={paths.auditLog} method="get" className="mb-4 grid grid-cols-2 gap-2 sm:flex" onChange={(event) => event.currentTarget.requestSubmit()}>
      <Select name="action" aria-label="Kind of action" defaultValue={action} className="sm:w-52">
        {actionKinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select name="period" aria-label="Period" defaultValue={period} className="sm:w-40">
        {periods.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <noscript>
        <Button type="submit">Filter</Button>
      </noscript>
    </form>
  );
}
