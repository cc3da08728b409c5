import type { ReactNode } from "react";

/** What stands where nothing is yet: what it would be, and the one thing to do. */
export function EmptyState({ icon, title, children, action }: { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-4 px-6 py-14 text-center">
      <span aria-hidden className="grid size-12 place-items-center rounded-lg border border-brass-line bg-brass-soft text-brass [&>svg]:size-5.5">
        {icon}
      </span>
      <div className="grid max-w-md gap-1.5">
        <p className="text-base font-semibold">{title}</p>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {action}
    </div>
  );
}
