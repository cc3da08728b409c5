import { AppWindow, KeyRound, LayoutGrid, Plug, ScrollText, Settings, Stethoscope, Ticket, Unplug } from "lucide-react";
import { paths } from "@/lib/paths";

export type Room = { href: string; label: string; icon: typeof Plug };
export type Wing = { title?: string; rooms: readonly Room[] };

/** The rooms of the portal, in the order in which they stand in every menu. */
export const wings: readonly Wing[] = [
  { rooms: [{ href: paths.dashboard, label: "Dashboard", icon: LayoutGrid }] },
  {
    title: "Access",
    rooms: [
      { href: paths.apiToken, label: "API Token", icon: Ticket },
      { href: paths.apiKeys, label: "API Keys", icon: KeyRound },
      { href: paths.connectedApps, label: "Connected apps", icon: Plug },
    ],
  },
  {
    title: "Connect",
    rooms: [
      { href: paths.connect, label: "Connect an app", icon: Unplug },
      { href: paths.doctor, label: "Connection doctor", icon: Stethoscope },
      { href: paths.oauthApps, label: "My OAuth apps", icon: AppWindow },
    ],
  },
  {
    title: "Account",
    rooms: [
      { href: paths.auditLog, label: "Audit log", icon: ScrollText },
      { href: paths.settings, label: "Settings", icon: Settings },
    ],
  },
];


/** Under the thumb on a phone; everything else is behind "More". */
export const nearRooms = [
  { href: paths.dashboard, label: "Home", icon: LayoutGrid },
  { href: paths.apiToken, label: "Token", icon: Ticket },
  { href: paths.apiKeys, label: "Keys", icon: KeyRound },
  { href: paths.connectedApps, label: "Apps", icon: Plug },
] as const satisfies Room[];

export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
