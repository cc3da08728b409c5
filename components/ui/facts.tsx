import type { ReactNode } from "react";
import { Card } from "./card";

/** What is known of one thing, in six cells (or a multiple): two side by side on a phone, three on a desktop. */
export function FactGrid({ children }: { children: ReactNode }) {
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line lg:grid-cols-3">{children}</dl>
    </Card>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-4 py-3.5 sm:px-5">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 min-w-0 text-sm wrap-anywhere">{children}</dd>
    </div>
  );
}

/** From where something was used: address and program, in the small print of a fact. */
export function Place({ ip, agent }: { ip: string | undefined; agent: string | undefined }) {
  return (
    <>
      {ip ? <code className="block text-[0.8125rem] text-muted">{ip}</code> : null}
      {agent ? (
        <span className="block truncate text-[0.8125rem] text-muted" title={agent}>
          {agent}
        </span>
      ) : null}
    </>
  );
}
