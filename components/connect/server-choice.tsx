import clsx from "clsx";
import { Server } from "lucide-react";
import Link from "next/link";

export type ServerLink = { title: string; url: string; href: string; isChosen: boolean };

/** The MCP servers of this house: its own, and those behind its gateway. Each has guides of its own. */
export function ServerChoice({ servers }: { servers: ServerLink[] }) {
  return (
    <nav aria-label="MCP servers">
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2 sm:grid-cols-2">
        {servers.map(({ title, url, href, isChosen }) => (
          <li key={href} className="min-w-0">
            <Link
              href={href}
              aria-current={isChosen ? "page" : undefined}
              className={clsx(
                "flex min-w-0 items-center gap-3 rounded-lg border bg-surface px-4 py-3 shadow-low hover:bg-sunken dark:bg-raised",
                isChosen ? "border-brass-line ring-1 ring-brass-line" : "border-line",
              )}
            >
              <Server aria-hidden className={clsx("size-4 shrink-0", isChosen ? "text-brass" : "text-faint")} />
              <span className="min-w-0">
                <span className="block truncate text-sm font-medium">{title}</span>
                <code className="block truncate text-xs text-muted">{url}</code>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
