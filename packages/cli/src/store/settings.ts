/** A login by device flow: what renews itself. */
export type Login = {
  access_token: string;
  refresh_token: string;
  /** RFC 3339, UTC. */
  expires_at: string;
  scope: string;
  username: string;
};

/** Where the secrets of a login are, if not here: in the system's keyring. */
export type KeyringLogin = { keyring: true; username: string };

export type Host = {
  /** An API key or token: `api.token`. */
  token?: string;
  login?: Login | KeyringLogin;
};

/** What the file holds. A credential stands under the server that it was made for, and is sent to no other. */
export type Settings = {
  url?: string;
  browser?: boolean;
  hosts: Record<string, Host>;
};

/** Throws a plain Error where the text is not what we wrote. */
export function parseSettings(text: string): Settings {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("is not a JSON object");
  const { hosts = {}, ...rest } = value as Partial<Settings>;
  if (typeof hosts !== "object" || hosts === null || Array.isArray(hosts)) throw new Error("has no hosts");
  return { ...rest, hosts };
}
