"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrent, rooms } from "./navigation";

/** The rooms under the thumb, below 1024 pixels. */
export function BottomBar() {
  const pathname = usePathname();
  return (
    <nav aria-label="Portal" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
      <ul className="mx-auto grid max-w-lg grid-cols-5">
        {rooms.map(({ href, short, icon: Icon }) => {
          const current = isCurrent(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={clsx("relative grid justify-items-center gap-0.5 pt-2 pb-1.5 text-2xs -outline-offset-2", current ? "font-medium text-ink" : "text-muted")}
              >
                {current ? <span aria-hidden className="absolute -top-px h-0.5 w-8 rounded-full bg-brass-solid" /> : null}
                <Icon aria-hidden className={clsx("size-5", current && "text-brass")} />
                {short}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
