import type { ReactNode } from "react";

/** The one card of a page that asks. */
export function ConsentCard({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
  return (
    <div className="w-full max-w-[34rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 rounded-xl border border-line bg-surface px-6 py-7 shadow-low sm:px-8 sm:py-8">{children}</div>
      {footer ? <div className="mt-5 grid gap-1.5 text-center text-sm text-muted">{footer}</div> : null}
    </div>
  );
}
