import clsx from "clsx";
import type { ReactNode } from "react";

/** A key on its tag: the secret or what may be shown of it, in letters that can be told apart. */
export function KeyTag({ value, label, masked = false, actions, className }: { value: string; label: string; masked?: boolean; actions?: ReactNode; className?: string }) {
  return (
    <div className={clsx("flex min-w-0 overflow-hidden rounded-lg border border-brass-line bg-surface shadow-low dark:bg-raised", className)}>
      <span aria-hidden className="grid w-9 shrink-0 place-items-center border-r border-dashed border-brass-line bg-brass-soft sm:w-12">
        <span className="size-3.5 rounded-full border-2 border-brass-solid bg-surface" />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-3 px-3.5 py-3 sm:flex-nowrap sm:px-4">
        <div className="min-w-0 flex-1 basis-full sm:basis-0">
          <p className="text-xs text-faint">{label}</p>
          <code className={clsx("block text-sm leading-6", masked ? "truncate" : "break-all select-all")}>{masked ? <Masked hint={value} /> : value}</code>
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

/** `sk_live_x7Qe...9fKa` with dots for what is not shown. */
export function Masked({ hint, dots = 12 }: { hint: string; dots?: number }) {
  const [head = "", tail = ""] = hint.split("...");
  return (
    <>
      {head}
      <span aria-hidden className="tracking-[0.08em] text-faint">
        {"•".repeat(dots)}
      </span>
      <span className="sr-only"> hidden </span>
      {tail}
    </>
  );
}
