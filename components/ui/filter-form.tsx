"use client";

import clsx from "clsx";
import { Button } from "./button";
import { Select } from "./input";

type Choice = { name: string; label: string; value: string; options: readonly { value: string; label: string }[]; className?: string };

/** A plain form: the filter is in the address, so it can be sent to somebody. With JavaScript each choice acts at once. */
export function FilterForm({ action, choices }: { action: string; choices: Choice[] }) {
  return (
    <form action={action} method="get" className="mb-4 grid grid-cols-2 gap-2 sm:flex" onChange={(event) => event.currentTarget.requestSubmit()}>
      {choices.map(({ name, label, value, options, className }) => (
        <Select key={name} name={name} aria-label={label} defaultValue={value} className={clsx("sm:w-40", className)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ))}
      <noscript>
        <Button type="submit">Filter</Button>
      </noscript>
    </form>
  );
}
