"use client";

import clsx from "clsx";
import { BookOpen, Ellipsis, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { isCurrent, nearRooms, wingsFor } from "./navigation";
import { WingList } from "./side-nav";

/** The rooms under the thumb, below 1024 pixels. */
export function BottomBar({ role }: { role: Role }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Portal" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
      <ul className="mx-auto grid max-w-lg grid-cols-5">
        {nearRooms.map(({ href, label, icon }) => (
          <li key={href}>
            <Link href={href} aria-current={isCurrent(pathname, href) ? "page" : undefined} className={tabLook(isCurrent(pathname, href))}>
              <Tab current={isCurrent(pathname, href)} icon={icon} label={label} />
            </Link>
          </li>
        ))}
        <li>
          {/* the key closes it when another room is entered */}
          <More key={pathname} role={role} />
        </li>
      </ul>
    </nav>
  );
}

/** The other rooms. It opens before JavaScript, too. */
function More({ role }: { role: Role }) {
  const pathname = usePathname();
  const far = wingsFor(role)
    .map((wing) => ({ ...wing, rooms: wing.rooms.filter((room) => !nearRooms.some(({ href }) => href === room.href)) }))
    .filter((wing) => wing.rooms.length > 0);
  const help = { title: "Help", rooms: [{ href: paths.docs, label: "Documentation", icon: BookOpen }] };
  const current = far.some((wing) => wing.rooms.some(({ href }) => isCurrent(pathname, href)));
  return (
    <details className="group">
      <summary className={tabLook(current)}>
        <Tab current={current} icon={Ellipsis} label="More" />
      </summary>
      <div className="absolute inset-x-0 bottom-full max-h-[calc(100dvh-8rem)] overflow-y-auto rounded-t-xl border-t border-line bg-raised px-3 pt-4 pb-3 shadow-high">
        <div className="mx-auto grid max-w-lg grid-cols-2 gap-x-3 gap-y-4">
          {[...far, help].map((wing) => (
            <WingList key={wing.title} wing={wing} />
          ))}
        </div>
      </div>
    </details>
  );
}

function Tab({ current, icon: Icon, label }: { current: boolean; icon: LucideIcon; label: string }) {
  return (
    <>
      {current ? <span aria-hidden className="absolute -top-px h-0.5 w-8 rounded-full bg-brass-solid" /> : null}
      <Icon aria-hidden className={clsx("size-5", current && "text-brass")} />
      {label}
    </>
  );
}

const tabLook = (current: boolean) => clsx("relative grid justify-items-center gap-0.5 pt-2 pb-1.5 text-2xs -outline-offset-2", current ? "font-medium text-ink" : "text-muted");
