"use client";

import clsx from "clsx";
import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId, useState, type ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import { MethodBadge } from "./method-badge";

export type NavTag = { name: string; href: string; entries: { name: string; summary: string; method: string; path: string; href: string }[] };

export const guides = [
  { href: paths.docs, label: "Quick start" },
  { href: paths.docsConnect, label: "Connect an app" },
  { href: paths.docsMcpStdio, label: "MCP without a browser" },
  { href: paths.docsGateway, label: "Gateway" },
  { href: paths.docsProxies, label: "In front of your API" },
  { href: paths.docsSdk, label: "Client library" },
  { href: paths.docsCli, label: "Command line" },
  { href: paths.docsSignIn, label: "Google and GitHub" },
  { href: paths.docsTelegram, label: "Telegram" },
  { href: paths.docsOrganizations, label: "Organizations" },
  { href: paths.docsCredentials, label: "Credentials" },
  { href: paths.docsSafety, label: "Safety and reminders" },
  { href: paths.docsAudit, label: "Audit log" },
  { href: paths.docsWebhooks, label: "Webhooks" },
  { href: paths.docsLeaks, label: "Leaked keys" },
  { href: paths.docsErrors, label: "Errors" },
  { href: paths.docsLimits, label: "Limits" },
] as const;

export function DocsNav({ tags }: { tags: NavTag[] }) {
  const pathname = usePathname();
  const [words, setWords] = useState("");
  return (
    <div className="grid gap-6">
      <SearchBox words={words} onWords={setWords} />
      {words.trim() === "" ? (
        <nav aria-label="Documentation" className="grid gap-6">
          <Group title="Guides">
            {guides.map(({ href, label }) => (
              <Item key={href} href={href} current={pathname === href}>
                {label}
              </Item>
            ))}
          </Group>
          <Group title="API reference">
            <Item href={paths.reference} current={pathname === paths.reference}>
              All calls
            </Item>
            {tags.map((tag) => (
              <Item key={tag.href} href={tag.href} current={pathname === tag.href}>
                {tag.name}
              </Item>
            ))}
          </Group>
        </nav>
      ) : (
        <Matches tags={tags} words={words} />
      )}
    </div>
  );
}

function SearchBox({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const id = useId();
  return (
    <div role="search" className="relative noscript:hidden">
      <label htmlFor={id} className="sr-only">
        Find a call
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-faint" />
      <Input id={id} type="search" value={words} onChange={(event) => onWords(event.target.value)} placeholder="Find a call" className="h-9 pl-9 text-sm" />
    </div>
  );
}

function Matches({ tags, words }: { tags: NavTag[]; words: string }) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = tags.flatMap((tag) => tag.entries).filter((entry) => wanted.every((word) => `${entry.method} ${entry.path} ${entry.summary} ${entry.name}`.toLowerCase().includes(word)));
  return (
    <nav aria-label="Calls found">
      <p role="status" className="px-2.5 text-xs text-faint">
        {matches.length === 1 ? "1 call" : `${matches.length} calls`}
      </p>
      <ul className="mt-2 grid gap-0.5">
        {matches.map((entry) => (
          <li key={entry.href}>
            <Link href={entry.href} className="block rounded-md px-2.5 py-1.5 hover:bg-sunken">
              <span className="block text-sm">{entry.summary}</span>
              <span className="flex items-baseline gap-1.5 text-xs text-faint">
                <MethodBadge method={entry.method} />
                <code className="truncate">{entry.path.replace("/api/v1", "")}</code>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2.5 text-xs font-semibold text-faint">{title}</p>
      <div className="mt-1.5 grid gap-px">{children}</div>
    </div>
  );
}

function Item({ href, current, children }: { href: string; current: boolean; children: string }) {
  return (
    <Link href={href} aria-current={current ? "page" : undefined} className={clsx("rounded-md px-2.5 py-1.5 text-sm", current ? "bg-brass-soft font-medium text-brass" : "text-muted hover:bg-sunken hover:text-ink")}>
      {children}
    </Link>
  );
}
