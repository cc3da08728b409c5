import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";

export type ClientKind = OauthClientGroup["kind"];
export type ClientStatus = OauthClientGroup["members"][number]["status"];

/** How a client came here. */
export const clientKinds: readonly { value: ClientKind; label: string }[] = [
  { value: "dynamic", label: "Registered itself" },
  { value: "document", label: "Metadata document" },
  { value: "registered", label: "By hand" },
  { value: "built_in", label: "Built in" },
];

export const kindLabel = (kind: ClientKind): string => clientKinds.find(({ value }) => value === kind)!.label;

export const clientStatuses: readonly { value: ClientStatus; label: string; tone: "good" | "warn" | "bad" }[] = [
  { value: "pending", label: "Waits for approval", tone: "warn" },
  { value: "active", label: "Active", tone: "good" },
  { value: "blocked", label: "Blocked", tone: "bad" },
];

export const statusOf = (status: ClientStatus) => clientStatuses.find(({ value }) => value === status)!;

type RegistrationMode = { value: "open" | "approval" | "off"; title: string; text: string };

/** What each value of CLIENT_REGISTRATION means. */
export const registrationModes: readonly RegistrationMode[] = [
  { value: "open", title: "Registration is open", text: "Every client may register itself and ask people for access. It gets nothing until somebody consents." },
  { value: "approval", title: "Registration is by approval", text: "Every client may register itself, and waits here until an administrator approves it. Nobody can connect it before." },
  { value: "off", title: "Registration is off", text: "No client may register itself. They are registered by hand, or with an initial access token." },
];
