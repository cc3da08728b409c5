import { KeyRound, LayoutGrid, ScrollText, Settings, Ticket } from "lucide-react";
import { paths } from "@/lib/paths";

/** The rooms of the portal, in the order in which they stand in every menu. */
export const rooms = [
  { href: paths.dashboard, label: "Dashboard", short: "Home", icon: LayoutGrid },
  { href: paths.apiToken, label: "API Token", short: "Token", icon: Ticket },
  { href: paths.apiKeys, label: "API Keys", short: "Keys", icon: KeyRound },
  { href: paths.auditLog, label: "Audit log", short: "Audit", icon: ScrollText },
  { href: paths.settings, label: "Settings", short: "Settings", icon: Settings },
] as const;

export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
