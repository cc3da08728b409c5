import Link from "next/link";
import { paths } from "@/lib/paths";
import { MethodBadge } from "./method-badge";
import type { ReferenceTag } from "./reference";

/** Every call on one page. */
export function ReferenceIndex({ tags }: { tags: ReferenceTag[] }) {
  return (
    <div className="grid gap-10">
      <header className="grid max-w-3xl gap-3">
        <h1 className="text-3xl font-semibold tracking-tight">API reference</h1>
        <p className="text-lg leading-7 text-muted">
          REST over JSON. Generated from the declarations that the server enforces, so it cannot be out of date. For programs:{" "}
          <a href={paths.openApi} className="link">
            openapi.json
          </a>{" "}
          (OpenAPI 3.1).
        </p>
      </header>
      {tags.map((tag) => (
        <section key={tag.slug} aria-labelledby={tag.slug}>
          <h2 id={tag.slug} className="text-lg font-semibold tracking-tight">
            <Link href={paths.referenceTag(tag.slug)} className="hover:underline underline-offset-4">
              {tag.name}
            </Link>
          </h2>
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {tag.entries.map((entry) => (
              <li key={entry.href} className="relative grid gap-x-6 py-2.5 hover:bg-sunken/60 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] sm:px-2">
                <Link href={entry.href} className="text-sm after:absolute after:inset-0">
                  {entry.operation.summary}
                </Link>
                <span className="flex min-w-0 items-baseline gap-2.5">
                  <MethodBadge method={entry.method} className="w-11 shrink-0" />
                  <code className="truncate text-[0.8125rem] text-muted">{entry.path}</code>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
