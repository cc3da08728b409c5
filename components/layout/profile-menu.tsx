"use client";

import { BookOpen, KeyRound, LogOut, Plug, ScrollText, Settings, Ticket } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { MenuContent, MenuItem, MenuRoot, MenuSeparator, MenuTrigger } from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";
import { themes, useThemeChoice } from "./theme-choice";

export type SignedInUser = { username: string; name?: string | undefined; email?: string | undefined; role: Role };

const links = [
  { href: paths.apiToken, label: "API Token", icon: Ticket },
  { href: paths.apiKeys, label: "API Keys", icon: KeyRound },
  { href: paths.connectedApps, label: "Connected apps", icon: Plug },
  { href: paths.settings, label: "Settings", icon: Settings },
  { href: paths.auditLog, label: "Audit log", icon: ScrollText },
  { href: paths.docs, label: "Docs", icon: BookOpen },
] as const;

export function ProfileMenu({ user }: { user: SignedInUser }) {
  // The form stands outside the menu: the menu is gone from the page by the time the browser would send it.
  const signOut = useRef<HTMLFormElement>(null);
  return (
    <>
      <form ref={signOut} action={paths.logout} method="post" hidden />
      <MenuRoot modal={false}>
        <MenuTrigger aria-label="Profile menu" className="flex h-9 cursor-pointer items-center gap-2 rounded-full pr-1 pl-1 hover:bg-sunken sm:pr-3">
          <Avatar user={user} />
          <span className="hidden max-w-40 truncate text-sm font-medium sm:block">{user.name ?? user.username}</span>
        </MenuTrigger>
        <MenuContent className="w-64">
          <Identity user={user} />
          <MenuSeparator />
          {links.map(({ href, label, icon: Icon }) => (
            <MenuItem key={href} asChild>
              <Link href={href}>
                <Icon aria-hidden />
                {label}
              </Link>
            </MenuItem>
          ))}
          <MenuSeparator />
          <ThemeItems />
          <MenuSeparator />
          <MenuItem onSelect={() => signOut.current?.requestSubmit()}>
            <LogOut aria-hidden />
            Sign out
          </MenuItem>
        </MenuContent>
      </MenuRoot>
    </>
  );
}

function Identity({ user }: { user: SignedInUser }) {
  return (
    <div className="flex items-center gap-3 px-2.5 py-2">
      <Avatar user={user} />
      <div className="min-w-0 text-sm leading-5">
        <p className="truncate font-medium">{user.name ?? user.username}</p>
        <p className="truncate text-xs text-muted">{user.email ?? user.username}</p>
      </div>
    </div>
  );
}

function Avatar({ user }: { user: SignedInUser }) {
  const initial = [...(user.name ?? user.username)][0]?.toUpperCase() ?? "?";
  return (
    <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full border border-brass-line bg-brass-soft text-xs font-semibold text-brass">
      {initial}
    </span>
  );
}

function ThemeItems() {
  const { theme, setTheme } = useThemeChoice();
  return (
    <DropdownMenu.RadioGroup value={theme} onValueChange={setTheme} aria-label="Theme" className="grid grid-cols-3 gap-1 p-1">
      {themes.map(({ value, label, icon: Icon }) => (
        <DropdownMenu.RadioItem
          key={value}
          value={value}
          onSelect={(event) => event.preventDefault()}
          className="grid cursor-pointer justify-items-center gap-1 rounded-md py-1.5 text-xs text-muted outline-none data-highlighted:bg-sunken data-[state=checked]:bg-brass-soft data-[state=checked]:font-medium data-[state=checked]:text-brass dark:data-highlighted:bg-line"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
