import type { ReactNode } from "react";

/** A part of a long form: a question, and the fields that answer it. */
export function FormPart({ title, description, children }: { title: string; description?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {description ? <p className="text-sm text-muted">{description}</p> : null}
      </div>
      <div className="grid gap-5">{children}</div>
    </section>
  );
}
