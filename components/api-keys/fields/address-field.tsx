"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { checkAddressList } from "@/lib/contract/addresses";
import { AddressTrial } from "./address-trial";
import { addAddress, addressLines } from "./form-values";

type AddressFieldProps = {
  addresses: string;
  onAddresses: (text: string) => void;
  /** The organization that wants at least one, where it does. */
  wantedBy: string | undefined;
  yourAddress: string | undefined;
  error: string | undefined;
};

/** From where a key may be used: what is wrong with a line is said as it is typed, and what the list would do can be tried. */
export function AddressField({ addresses, onAddresses, wantedBy, yourAddress, error }: AddressFieldProps) {
  const lines = addressLines(addresses);
  const bad = checkAddressList(lines, "").lines.filter(({ problem }) => problem !== undefined);
  const isListed = yourAddress !== undefined && lines.length > 0 && checkAddressList(lines, yourAddress).isAdmitted;
  return (
    <div className="grid content-start gap-3">
      <Field
        label="Allowed addresses"
        optional={wantedBy === undefined}
        error={error}
        hint={`IP addresses or CIDR blocks, one a line. ${wantedBy === undefined ? "Empty: from anywhere." : `${wantedBy} wants at least one.`}`}
      >
        {(control) => <Textarea {...control} value={addresses} onChange={(event) => onAddresses(event.target.value)} placeholder={"203.0.113.7\n2001:db8::/48"} spellCheck={false} className="font-mono text-sm" rows={3} />}
      </Field>
      {bad.length > 0 ? (
        <ul aria-label="Lines that are no addresses" className="grid gap-1 text-[0.8125rem] leading-5 text-bad">
          {bad.map(({ text, problem }, index) => (
            <li key={index} className="wrap-anywhere">
              <code>{text}</code> {problem}.
            </li>
          ))}
        </ul>
      ) : null}
      {yourAddress === undefined ? null : (
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-[0.8125rem] text-muted">
          <span>
            Your address is <code className="text-ink wrap-anywhere">{yourAddress}</code>
            {isListed ? ", which the list lets in" : null}
          </span>
          {isListed ? null : (
            <Button type="button" size="sm" onClick={() => onAddresses(addAddress(addresses, yourAddress))}>
              <Plus aria-hidden /> Add it
            </Button>
          )}
        </p>
      )}
      <AddressTrial lines={lines} />
    </div>
  );
}
