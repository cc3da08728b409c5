"use client";

import { useId } from "react";
import type { Role } from "@/lib/contract/scopes";
import { roleChoices } from "../roles";

/** One role of four, each with what it means. */
export function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Role</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {roleChoices.map(({ value, label, means }) => (
          <label
            key={value}
            htmlFor={`${name}-${value}`}
            className="flex cursor-pointer gap-3 rounded-md border border-line px-4 py-3 hover:bg-sunken has-checked:border-brass-line has-checked:bg-brass-soft has-focus-visible:outline-2 has-focus-visible:outline-brass"
          >
            <input id={`${name}-${value}`} type="radio" name={name} value={value} checked={value === role} onChange={() => onChange(value)} aria-labelledby={`${name}-${value}-label`} aria-describedby={`${name}-${value}-means`} className="mt-1 size-4 shrink-0 accent-(--brass-solid) outline-none" />
            <span className="grid content-start text-sm">
              <span id={`${name}-${value}-label`} className="font-medium">
                {label}
              </span>
              <span id={`${name}-${value}-means`} className="text-muted">
                {means}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
