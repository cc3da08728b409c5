"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { paths } from "@/lib/paths";

/** The pages of the settings, in their order. */
const pages = [
  { href: paths.settings, label: "Profile" },
  { href: paths.settingsSecurity, label: "Security" },
  { href: paths.settingsSignIn, label: "Sign-in" },
  { href: paths.settingsAccount, label: "Account" },
] as const;

/** The settings are several pages; this row stands above each of them. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="mb-7 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={clsx(
                "-mb-px block border-b-2 px-3 py-2.5 text-sm whitespace-nowrap -outline-offset-2",
                pathname === href ? "border-brass font-medium text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
