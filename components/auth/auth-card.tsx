import type { ReactNode } from "react";

export function AuthCard({ title, description, children, footer }: { title: string; description?: ReactNode; children: ReactNode; footer?: ReactNode }) {
  return (
    <div className="w-full max-w-[25rem]">
      <div className="grid gap-6 rounded-xl border border-line bg-surface px-6 py-7 shadow-low sm:px-8 sm:py-8">
        <header className="grid gap-1.5">
          <h1 className="text-[1.375rem] leading-8 font-semibold tracking-tight">{title}</h1>
          {description ? <p className="text-sm text-muted">{description}</p> : null}
        </header>
        {children}
      </div>
      {footer ? <div className="mt-5 text-center text-sm text-muted">{footer}</div> : null}
    </div>
  );
}
