import type { ReactNode } from "react";

export function PageHeader({ title, description, actions, children }: { title: ReactNode; description?: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-7 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="grid max-w-full min-w-0 gap-1.5">
        {children}
        <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere sm:text-[1.75rem] sm:leading-9">{title}</h1>
        {description ? <p className="max-w-2xl text-muted">{description}</p> : null}
      </div>
      {actions}
    </header>
  );
}
