import clsx from "clsx";
import { Check } from "lucide-react";
import type { ComponentProps } from "react";

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={clsx("relative inline-grid size-4.5 shrink-0", className)}>
      <input
        type="checkbox"
        className="peer size-4.5 cursor-pointer appearance-none rounded-sm border border-line-strong bg-surface checked:border-action checked:bg-action disabled:cursor-not-allowed disabled:opacity-45 dark:bg-sunken"
        {...rest}
      />
      <Check aria-hidden strokeWidth={3.5} className="pointer-events-none absolute inset-0 m-auto size-3 text-on-action opacity-0 peer-checked:opacity-100" />
    </span>
  );
}
