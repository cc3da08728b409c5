"use client";

import clsx from "clsx";
import { BookOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useId, useRef } from "react";
import type { Role } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { Brand } from "./brand";
import { isCurrent, wingsFor, type Room, type Wing } from "./navigation";

/** The rooms at the left, from 1024 pixels on. */
export function SideNav({ brandName, role }: { brandName: string; role: Role }) {
  return (
    <nav aria-label="Portal" className="hidden border-r border-line lg:block">
      <div className="sticky top-0 flex h-dvh flex-col">
        <div className="px-5.5 pt-5 pb-4">
          <Brand name={brandName} href={paths.dashboard} />
        </div>
        <div className="grid flex-1 content-start gap-4 overflow-y-auto px-3 pt-2 pb-4">
          {wingsFor(role).map((wing) => (
            <WingList key={wing.title ?? ""} wing={wing} />
          ))}
        </div>
        <div className="border-t border-line p-3">
          <NavLink room={{ href: paths.docs, label: "Documentation", icon: BookOpen }} />
        </div>
      </div>
    </nav>
  );
}

export function WingList({ wing }: { wing: Wing }) {
  const id = useId();
  return (
    <div>
      {wing.title ? (
        <p id={id} className="px-2.5 pb-1 text-xs font-medium text-faint">
          {wing.title}
        </p>
      ) : null}
      <ul aria-labelledby={wing.title ? id : undefined} className="grid gap-0.5">
        {wing.rooms.map((room) => (
          <li key={room.href}>
            <NavLink room={room} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NavLink({ room: { href, label, icon: Icon } }: { room: Room }) {
  const current = isCurrent(usePathname(), href);
  const link = useRef<HTMLAnchorElement>(null);
  // On a low screen the last rooms are below the edge: the one that somebody is in is always in sight.
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <Link
      ref={link}
      href={href}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "flex h-9 items-center lg:h-8 gap-2.5 rounded-md px-2.5 text-sm [&>svg]:size-4.5",
        current ? "bg-surface font-medium text-ink shadow-low ring-1 ring-line dark:bg-raised [&>svg]:text-brass" : "text-muted hover:bg-sunken hover:text-ink [&>svg]:text-faint",
      )}
    >
      <Icon aria-hidden />
      {label}
    </Link>
  );
}
