"use client";

import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AddressField } from "./address-field";

type LimitsFieldsProps = {
  addresses: string;
  onAddresses: (text: string) => void;
  limit: string;
  onLimit: (text: string) => void;
  quota: string;
  onQuota: (text: string) => void;
  defaultLimit: number;
  /** The organization that wants each of its keys limited to addresses, where it does. */
  addressesWantedBy?: string | undefined;
  /** Where the person calls from now, where that is known. */
  yourAddress: string | undefined;
  error: unknown;
};

/** From where and how often a key may be used. */
export function LimitsFields({ addresses, onAddresses, limit, onLimit, quota, onQuota, defaultLimit, addressesWantedBy, yourAddress, error }: LimitsFieldsProps) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <AddressField addresses={addresses} onAddresses={onAddresses} wantedBy={addressesWantedBy} yourAddress={yourAddress} error={fieldError(error, "allowed_ips")} />
      <div className="grid content-start gap-5">
        <Field label="Requests per minute" optional error={fieldError(error, "rate_limit_per_minute")} hint={`Empty: the usual ${defaultLimit} a minute.`}>
          {(control) => <Input {...control} type="number" inputMode="numeric" min={1} max={1_000_000} step={1} value={limit} onChange={(event) => onLimit(event.target.value)} placeholder={String(defaultLimit)} />}
        </Field>
        <Field label="Requests per day" optional error={fieldError(error, "quota_per_day")} hint="Empty: as many as the minute allows. A day begins at midnight UTC.">
          {(control) => <Input {...control} type="number" inputMode="numeric" min={1} max={1_000_000_000} step={1} value={quota} onChange={(event) => onQuota(event.target.value)} />}
        </Field>
      </div>
    </div>
  );
}
