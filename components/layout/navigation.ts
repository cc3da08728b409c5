import { Activity, AppWindow, Blocks, Building2, Fingerprint, KeyRound, Landmark, LayoutGrid, ListChecks, Mail, Network, Plug, ScrollText, Settings, Shield, ShieldCheck, Stethoscope, Ticket, Unplug, Users, Webhook } from "lucide-react";
import { roleReaches, type Role } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";

export type Room = { href: string; label: string; icon: typeof Plug };
export type Wing = {
  title?: string;
  /** Nobody below sees it; its pages answer them as if they did not exist. */
  lowestRole?: Role;
  rooms: readonly Room[];
};

/** The rooms of the portal, in the order in which they stand in every menu. */
const wings: readonly Wing[] = [
  { rooms: [{ href: paths.dashboard, label: "Dashboard", icon: LayoutGrid }] },
  {
    title: "Access",
    rooms: [
      { href: paths.access, label: "All access", icon: Fingerprint },
      { href: paths.safety, label: "Safety", icon: Shield },
      { href: paths.apiToken, label: "API Token", icon: Ticket },
      { href: paths.apiKeys, label: "API Keys", icon: KeyRound },
      { href: paths.connectedApps, label: "Connected apps", icon: Plug },
      { href: paths.requests, label: "Request log", icon: Activity },
    ],
  },
  {
    title: "Connect",
    rooms: [
      { href: paths.connect, label: "Connect an app", icon: Unplug },
      { href: paths.doctor, label: "Connection doctor", icon: Stethoscope },
      { href: paths.oauthApps, label: "My OAuth apps", icon: AppWindow },
      { href: paths.webhooks, label: "Webhooks", icon: Webhook },
    ],
  },
  {
    title: "Account",
    rooms: [
      { href: paths.organizations, label: "Organizations", icon: Building2 },
      { href: paths.auditLog, label: "Audit log", icon: ScrollText },
      { href: paths.settings, label: "Settings", icon: Settings },
    ],
  },
  {
    title: "Administration",
    lowestRole: "admin",
    rooms: [
      { href: paths.adminUsers, label: "Users", icon: Users },
      { href: paths.adminOrganizations, label: "All organizations", icon: Landmark },
      { href: paths.adminPolicies, label: "Policies", icon: ShieldCheck },
      { href: paths.adminScopes, label: "Scopes", icon: ListChecks },
      { href: paths.adminApis, label: "Protected APIs", icon: Network },
      { href: paths.adminClients, label: "OAuth clients", icon: Blocks },
      { href: paths.adminOutbox, label: "Outbox", icon: Mail },
    ],
  },
];

/** The wings that somebody of this role may enter. */
export function wingsFor(role: Role): readonly Wing[] {
  return wings.filter(({ lowestRole, rooms }) => rooms.length > 0 && (lowestRole === undefined || roleReaches(role, lowestRole)));
}

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
