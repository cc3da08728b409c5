import type { ReactNode } from "react";

/** A short guide: one column that is easy to read. */
export function Article({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <article className="grid max-w-3xl gap-10">
      <header className="grid gap-3">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="text-lg leading-7 text-muted">{lead}</p>
      </header>
      {children}
    </article>
  );
}

export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id} className="scroll-mt-20 text-xl font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A table of a guide: scrolls sideways on a narrow screen, by keyboard too. */
export function DocTable({ label, head, rows }: { label: string; head: string[]; rows: ReactNode[][] }) {
  return (
    <div tabIndex={0} role="group" aria-label={label} className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-120 text-sm">
        <thead className="bg-sunken/60 text-left text-xs text-faint">
          <tr className="border-b border-line">
            {head.map((cell) => (
              <th key={cell} scope="col" className="px-4 py-2.5 font-medium">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row, index) => (
            <tr key={index} className="align-top">
              {row.map((cell, column) => (
                <td key={column} className="px-4 py-2.5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
