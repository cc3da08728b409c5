"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Offer } from "@/lib/contract/consent";
import { describeSeconds } from "@/components/describe-seconds";
import type { ConsentError } from "./consent-error";

/** The limits of a connection: how long, where, and within which key. */
export function TermsFields({ offer, error }: { offer: Omit<Offer, "scopes">; error: ConsentError | undefined }) {
  const { lifetimes, organizations, keys } = offer;
  const errorAt = (field: string) => (error?.field === field ? error.text : undefined);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Ends after" error={errorAt("expires_in")}>
        {(control) => (
          <Select {...control} name="expires_in" defaultValue={lifetimes.at(-1)?.seconds}>
            {lifetimes.map(({ seconds }) => (
              <option key={seconds} value={seconds}>
                {describeSeconds(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {organizations.length > 1 ? (
        <Field label="Organization" error={errorAt("organization_id")}>
          {(control) => (
            <Select {...control} name="organization_id">
              <option value="">All of mine</option>
              {organizations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      {keys.length > 0 ? <KeyField keys={keys} error={errorAt("key_id")} /> : null}
    </div>
  );
}

function KeyField({ keys, error }: { keys: Offer["keys"]; error: string | undefined }) {
  const [chosen, setChosen] = useState("");
  const key = keys.find(({ id }) => id === chosen);
  return (
    <Field label="Bound to one of my keys" optional error={error} className="sm:col-span-2" hint={key ? describeKey(key) : "The app then stays within that key’s scopes, addresses and limit, and ends with it."}>
      {(control) => (
        <Select {...control} name="key_id" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">No key</option>
          {keys.map(({ id, name, hint }) => (
            <option key={id} value={id}>
              {name} ({hint})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function describeKey(key: Offer["keys"][number]): string {
  const addresses = key.allowed_ips ? `from ${key.allowed_ips.join(", ") || "nowhere"}` : "from anywhere";
  const limit = key.rate_limit_per_minute ? `, ${key.rate_limit_per_minute} calls a minute` : "";
  return `Within ${key.scopes.join(", ")}; ${addresses}${limit}. Revoking the key ends the connection.`;
}
