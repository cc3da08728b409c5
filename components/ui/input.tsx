import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

const controlLook =
  "w-full rounded-md border border-line-strong/60 bg-surface px-3 text-base text-ink shadow-low placeholder:text-faint hover:border-line-strong aria-invalid:border-bad disabled:opacity-60 -outline-offset-1 dark:bg-sunken";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(controlLook, "h-10", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={clsx(controlLook, "min-h-20 py-2", className)} {...rest} />;
}

/** The platform's own select: it works before JavaScript, and best on a phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative block", className)}>
      <select className={clsx(controlLook, "h-10 appearance-none pr-9")} {...rest}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-3 top-3 size-4 text-faint" />
    </span>
  );
}
