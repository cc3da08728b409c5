"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";

export const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
] as const;

/** The chosen theme; "system" until the browser has told. */
export function useThemeChoice() {
  const { theme, setTheme } = useTheme();
  const isBrowser = useSyncExternalStore(subscribeToNothing, () => true, () => false);
  return { theme: isBrowser ? (theme ?? "system") : "system", setTheme };
}

export function ThemeChoice() {
  const { theme, setTheme } = useThemeChoice();
  const options = themes.map(({ value, label, icon: Icon }) => ({ value: value as string, label: <><Icon aria-hidden /> {label}</> }));
  return <SegmentedControl label="Theme" value={theme} options={options} onChange={setTheme} />;
}

const subscribeToNothing = () => () => {};
