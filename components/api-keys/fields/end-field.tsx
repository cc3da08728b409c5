import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { lifetimeSeconds, lifetimesWithin } from "../lifetimes";

/** The end that a key has stays. */
export const sameEnd = "same";

/** What the field's value changes: nothing, or the seconds from now, or that there is no end. */
export const readEnd = (value: string) => (value === sameEnd ? {} : { expires_in: lifetimeSeconds(value) ?? null });

type EndFieldProps = { apiKey: ApiKeyView; longest: number | undefined; value: string; onChange: (value: string) => void; error: unknown };

/** When a key in use ends. One that has expired stays so: there is nothing to choose. */
export function EndField({ apiKey, longest, value, onChange, error }: EndFieldProps) {
  if (apiKey.status === "expired") return null;
  return (
    <Field label="Expires" error={fieldError(error, "expires_in")} hint="Counted from now. You are reminded 30, 7 and 1 days before.">
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)} className="max-w-md">
          <option value={sameEnd}>{apiKey.expires_at ? `As now: ${apiKey.expires_at.slice(0, 10)}` : "As now: never"}</option>
          {lifetimesWithin(longest).map((lifetime) => (
            <option key={lifetime.value} value={lifetime.value}>
              {lifetime.seconds === undefined ? lifetime.label : `In ${lifetime.label}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
