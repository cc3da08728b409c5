/** Who calls, and what they may do: the same whether it was read from a signed token or answered by the server. */
export type Principal = {
  /** What was presented. `token` is a signed token of a person, read offline, which does not tell a session from a token got by password. */
  kind: "api_key" | "personal_token" | "access_token" | "api_token" | "session" | "grant" | "token";
  /** The credential; for an OAuth token the connection that it was made from. Revoking it ends what was presented. */
  credentialId: string;
  /** As its owner named it, where the server was asked. */
  credentialName?: string | undefined;
  user: { id: string; username: string; email?: string | undefined; role: string };
  groups: readonly string[];
  scopes: readonly string[];
  organizationId?: string | undefined;
  environment?: "live" | "test" | undefined;
  /** The app that acts for the person. */
  clientId?: string | undefined;
  /** What an OAuth token is for (RFC 8707). */
  resource?: string | undefined;
  expiresAt?: Date | undefined;
  /** `offline`: read from the token, as of when it was issued. `server`: as of at most `cacheSeconds` ago. */
  checked: "offline" | "server";
};

/** What a call needs. Whatever is absent is not asked for. */
export type Requirements = {
  /** All of them; `x:write` includes `x:read`, `admin` everything. */
  scopes?: readonly string[] | undefined;
  /** One of them. */
  roles?: readonly string[] | undefined;
  /** One of them. */
  groups?: readonly string[] | undefined;
};

/** What else is known of the call: for keys that are limited to addresses, and for the request log of the credential. */
export type CallFacts = {
  /** The caller's address. A key that is limited to addresses is refused where it is unknown. */
  ip?: string | undefined;
  method?: string | undefined;
  /** Without the query. */
  path?: string | undefined;
  userAgent?: string | undefined;
};
