"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { checkAddressList } from "@/lib/contract/addresses";

/** Would this address pass? Said of the list as it is typed, before anything is saved. */
export function AddressTrial({ lines }: { lines: string[] }) {
  const [asked, setAsked] = useState("");
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-[0.8125rem]">
        <span className="link">Try an address</span>
      </summary>
      <div className="mt-2 grid gap-2">
        <Field label="Would it pass?">
          {(control) => (
            <Input {...control} value={asked} onChange={(event) => setAsked(event.target.value)} onKeyDown={(event) => event.key === "Enter" && event.preventDefault()} placeholder="203.0.113.7" autoComplete="off" spellCheck={false} className="h-9 font-mono text-sm" />
          )}
        </Field>
        <p role="status" className="min-h-5 text-[0.8125rem] leading-5 wrap-anywhere">
          {asked.trim() === "" ? null : <Verdict lines={lines} asked={asked} />}
        </p>
      </div>
    </details>
  );
}

function Verdict({ lines, asked }: { lines: string[]; asked: string }) {
  const { address, isAdmitted, lines: checked } = checkAddressList(lines, asked);
  if (address === undefined) return <span className="text-muted">That is no address yet.</span>;
  if (lines.length === 0) return <span className="text-good">{address} passes: there is no limit.</span>;
  if (!isAdmitted) return <span className="text-bad">{address} is refused: no line lets it in.</span>;
  return (
    <span className="text-good">
      {address} passes, by <code>{checked.find(({ admits }) => admits)!.text}</code>
    </span>
  );
}
