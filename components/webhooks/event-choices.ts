/** The kinds of events that the form offers; the API takes every action of the audit log. */
export const eventChoices = [
  { value: "api_key.*", label: "API keys", hint: "created, rotated, changed, expiring, new network, revoked" },
  { value: "personal_token.*", label: "Personal API token", hint: "created, rotated, expiring, new network, deleted" },
  { value: "credential.*", label: "Safety of credentials", hint: "reported as leaked, seen in a URL" },
  { value: "grant.*", label: "Connected apps", hint: "connected, changed, expiring, new network, disconnected" },
  { value: "session.*", label: "Sign-ins", hint: "started, ended, revoked" },
  { value: "user.*", label: "Accounts", hint: "password, address, role, suspension" },
  { value: "organization_member.*", label: "Members", hint: "joined, left, role" },
  { value: "*", label: "Everything", hint: "each event of the audit log" },
] as const;
