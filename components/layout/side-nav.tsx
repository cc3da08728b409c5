"use client";

import clsx from "clsx";
import { BookOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { paths } from "@/lib/paths";
import { Brand } from "./brand";
import { isCurrent, rooms } from "./navigation";

/** The rooms at the left, from 1024 pixels on. */
export function SideNav({ brandName }: { brandName: string }) {
  const pathname = usePathname();
  return (
    <div className="hidden border-r border-line lg:block">
      <nav aria-label="Portal" className="sticky top-0 flex h-dvh flex-col gap-0.5 overflow-y-auto px-3 py-4">
        <div className="px-2.5 pt-1 pb-6">
          <Brand name={brandName} href={paths.dashboard} />
        </div>
        {rooms.map(({ href, label, icon: Icon }) => (
          <Link key={href} href={href} aria-current={isCurrent(pathname, href) ? "page" : undefined} className={itemLook(isCurrent(pathname, href))}>
            <Icon aria-hidden />
            {label}
          </Link>
        ))}
        <div className="mt-auto border-t border-line pt-3">
          <Link href={paths.docs} className={itemLook(false)}>
            <BookOpen aria-hidden />
            Documentation
          </Link>
        </div>
      </nav>
    </div>
  );
}

function itemLook(current: boolean) {
  return clsx(
    "flex h-9 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-sm [&>svg]:size-4.5",
    current ? "bg-surface font-medium text-ink shadow-low ring-1 ring-line dark:bg-raised [&>svg]:text-brass" : "text-muted hover:bg-sunken hover:text-ink [&>svg]:text-faint",
  );
}
