import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** One of several of a kind: its number, its fields in two columns, and the way to take it away where it may go. */
export function RowFrame({ name, onRemove, children }: { name: string; onRemove: (() => void) | undefined; children: ReactNode }) {
  return (
    <fieldset className="rounded-lg border border-line bg-sunken/40 px-4 pb-4">
      <legend className="sr-only">{name}</legend>
      <div className="flex min-h-11 items-center justify-between gap-3">
        <p aria-hidden className="text-xs font-semibold text-faint">
          {name}
        </p>
        {onRemove ? (
          <Button size="sm" variant="ghost" className="-mr-2" aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        ) : null}
      </div>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
