import clsx from "clsx";
import type { ReactNode } from "react";

/** A panel with a hairline. With `title` it is a section with that heading. */
export function Card({ title, description, actions, className, children }: { title?: ReactNode; description?: ReactNode; actions?: ReactNode; className?: string; children?: ReactNode }) {
  return (
    <section className={clsx("min-w-0 rounded-lg border border-line bg-surface shadow-low", className)}>
      {title ? (
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-4.5 sm:px-6">
          <div className="grid max-w-xl min-w-0 gap-0.5 wrap-anywhere">
            <h2 className="text-base font-semibold">{title}</h2>
            {description ? <p className="text-sm text-muted">{description}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}

export function CardBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx("px-5 py-5 sm:px-6", className)}>{children}</div>;
}
