"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";

/** Light to dark and back. Both icons are there; the theme's class shows one, so nothing jumps while the page wakes up. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      aria-label="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
      className="grid size-8 cursor-pointer place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
    >
      <Sun aria-hidden className="size-4.5 dark:hidden" />
      <Moon aria-hidden className="hidden size-4.5 dark:block" />
    </button>
  );
}
