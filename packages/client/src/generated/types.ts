// Generated from the contract by `npm run generate:client`. Changes by hand are lost.

export type ApiToken = {
  id: string;
  name: string;
  scopes: string[];
  allowed_ips?: string[];
  rate_limit_per_minute?: number;
  expires_at?: string;
  last_used_at?: string;
  created_at: string;
};

export type ApiKey = {
  id: string;
  name: string;
  scopes: string[];
  organization_id: string;
  environment: "live" | "test";
  /** First and last characters of the key */
  hint: string;
  status: "active" | "paused" | "expired";
  allowed_ips?: string[];
  rate_limit_per_minute?: number;
  quota_per_day?: number;
  expires_at?: string;
  created_at: string;
  created_by: {
    id: string;
    username: string;
  };
  last_used_at?: string;
  last_used_ip?: string;
  last_used_user_agent?: string;
  /** What about the key does not keep to a policy that its organization has set since. Scopes beyond it are not in `scopes`: they do not count */
  outside_policy?: ("scopes" | "expires_in" | "allowed_ips")[];
  /** Earlier secrets whose overlap lasts, newest first */
  previous?: {
    /** First and last characters */
    hint: string;
    superseded_at: string;
    expires_at: string;
    /** Absent: nobody has used it since it was superseded, nor before */
    last_used_at?: string;
    last_used_ip?: string;
    last_used_user_agent?: string;
    /** Somebody has used it after it was superseded */
    used_since: boolean;
  }[];
  /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
  leaked?: {
    reported_at: string;
    /** Where it was found, in the words of whoever reported it */
    url?: string;
    /** What they said about it */
    note?: string;
  };
  /** When its secret last came in the address of a request, where logs keep it: rotate it */
  seen_in_url_at?: string;
};

export type ConnectedApp = {
  id: string;
  name: string;
  status: "active" | "expired" | "revoked";
  client: {
    id: string;
    client_id: string;
    name: string;
    kind: "registered" | "dynamic" | "document" | "built_in";
    verified: boolean;
    verified_domain?: string;
    client_uri?: string;
    policy_uri?: string;
    tos_uri?: string;
    registered_at: string;
  };
  /** How it was connected: in the browser, as a device, or as a program that acts for you */
  grant_type: "authorization_code" | "device_code" | "client_credentials";
  /** What is left of the granted scopes for your role today */
  scopes: string[];
  /** The one resource that its tokens are for */
  resource: string;
  organization_id?: string;
  /** The key whose scopes, addresses and limits bound this connection */
  bound_key?: {
    id: string;
    name: string;
  };
  redirect_uri?: string;
  remembered: boolean;
  created_at: string;
  created_ip?: string;
  created_user_agent?: string;
  expires_at: string;
  first_used_at?: string;
  last_used_at?: string;
  last_used_ip?: string;
  last_used_user_agent?: string;
  calls: number;
  /** Why it was ended, as a code and in words */
  ended?: {
    at: string;
    reason: string;
    text: string;
  };
};

export type Scope = {
  name: string;
  description: string;
  lowest_role: "viewer" | "user" | "developer" | "admin";
  built_in: boolean;
  /** May your role hold it? */
  grantable: boolean;
};

export type User = {
  id: string;
  email?: string;
  username: string;
  name?: string;
  role: "viewer" | "user" | "developer" | "admin";
  groups: string[];
  suspended: boolean;
  email_verified: boolean;
  created_at: string;
  last_sign_in_at?: string;
};

export type Organization = {
  id: string;
  name: string;
  /** The one that sign-up made for you: nobody else joins it, and it ends with your account */
  personal: boolean;
  /** Yours */
  role: "owner" | "admin" | "member";
  /** Do keys go on working, in an owner's hands, when the member who made them leaves? */
  keys_outlive_members: boolean;
  /** Policy: every key ends, at the latest this long after it was made */
  longest_key_lifetime_seconds?: number;
  /** Policy: every key is limited to addresses */
  key_addresses_required: boolean;
  /** Policy: keys hold nothing beyond these, whatever they were made with. Absent: no such limit */
  allowed_key_scopes?: string[];
  created_at: string;
};

export type OrganizationOverview = {
  id: string;
  name: string;
  owners: {
    id: string;
    username: string;
    suspended: boolean;
  }[];
  /** Nobody who may sign in owns it: an administrator can appoint an owner, or delete it */
  ownerless: boolean;
  members: number;
  /** API keys that were not revoked */
  keys: number;
  created_at: string;
};

export type OauthClient = {
  id: string;
  client_id: string;
  /** By hand, by itself (RFC 7591), by its metadata document, or our own command line */
  kind: "registered" | "dynamic" | "document" | "built_in";
  status: "active" | "pending" | "blocked";
  client_name: string;
  redirect_uris: string[];
  token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post" | "private_key_jwt";
  grant_types: string[];
  response_types: string[];
  /** What the client usually asks for; not a ceiling */
  scope?: string;
  client_uri?: string;
  logo_uri?: string;
  policy_uri?: string;
  tos_uri?: string;
  contacts?: string[];
  /** Public keys, for `private_key_jwt` */
  jwks?: {
    keys: Record<string, unknown>[];
  };
  jwks_uri?: string;
  software_id?: string;
  software_version?: string;
  resources?: string[];
  organization_id?: string;
  verified_domain?: string;
  /** The secrets that work now, newest first */
  secrets?: {
    hint: string;
    created_at: string;
    expires_at?: string;
  }[];
  created_by?: {
    id: string;
    username: string;
  };
  created_at: string;
  last_used_at?: string;
};

export type OauthClientGroup = {
  key: string;
  client_name: string;
  kind: "registered" | "dynamic" | "document" | "built_in";
  redirect_uris: string[];
  verified_domain?: string;
  clients: number;
  pending: number;
  blocked: number;
  /** Connections that work now */
  live_grants: number;
  /** How many people have such a connection */
  people: number;
  first_registered_at: string;
  last_registered_at: string;
  last_used_at?: string;
  /** The newest hundred */
  members: {
    id: string;
    client_id: string;
    status: "active" | "pending" | "blocked";
    live_grants: number;
    created_at: string;
    registered_ip?: string;
    last_used_at?: string;
  }[];
};

export type InitialAccessToken = {
  id: string;
  name: string;
  hint: string;
  status: "active" | "used_up" | "expired";
  /** Any number where absent */
  remaining_uses?: number;
  expires_at?: string;
  last_used_at?: string;
  created_at: string;
};

export type ConnectionAttempt = {
  id: string;
  /** `abandoned`: nothing went wrong, and nothing came for a quarter of an hour */
  outcome: "connected" | "failed" | "under_way" | "abandoned";
  client_id?: string;
  client_name?: string;
  /** Who signed in */
  user?: {
    id: string;
    username: string;
  };
  steps_count: number;
  last_step: string;
  /** Of a failed attempt */
  cause?: {
    code: string;
    /** What went wrong, in plain words */
    title: string;
    /** What to do about it */
    fix: string;
  };
  ip?: string;
  user_agent?: string;
  started_at: string;
  last_at: string;
};

export type Mail = {
  id: string;
  kind: string;
  to: string;
  subject: string;
  /** `kept`: there is no mail server, so it waits here to be read */
  status: "waiting" | "kept" | "sent" | "failed";
  /** What it says is still here: a mail that was sent is forgotten */
  readable: boolean;
  attempts: number;
  last_error?: string;
  created_at: string;
  sent_at?: string;
  next_attempt_at?: string;
};

export type AuditEvent = {
  id: string;
  sequence: number;
  occurred_at: string;
  action: string;
  actor: {
    kind: string;
    user_id?: string;
    name?: string;
    credential_id?: string;
  };
  target: {
    type: string;
    id: string;
    name?: string;
  };
  organization_id?: string;
  ip?: string;
  user_agent?: string;
  request_id?: string;
  detail: Record<string, unknown>;
  hash: string;
};

export type Credential = {
  id: string;
  kind: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
  name: string;
  status: "active" | "paused" | "expired";
  /** What it allows today, with the role that the account has now */
  scopes: string[];
  /** It holds what the role may hold, rather than a list of its own */
  scopes_follow_role: boolean;
  organization_id?: string;
  organization_name?: string;
  /** Connected apps: which app */
  app?: {
    id: string;
    client_id: string;
    name: string;
  };
  environment?: "live" | "test";
  hint?: string;
  /** Tokens by exchange: the credential that it was made from. It never may more, and ends with it */
  parent_id?: string;
  allowed_ips?: string[];
  rate_limit_per_minute?: number;
  expires_at?: string;
  created_at: string;
  created_ip?: string;
  created_user_agent?: string;
  last_used_at?: string;
  last_used_ip?: string;
  last_used_user_agent?: string;
  /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
  leaked?: {
    reported_at: string;
    /** Where it was found, in the words of whoever reported it */
    url?: string;
    /** What they said about it */
    note?: string;
  };
  /** When its secret last came in the address of a request, where logs keep it: rotate it */
  seen_in_url_at?: string;
  owner: {
    id: string;
    username: string;
  };
};

export type ProtectedApi = {
  id: string;
  name: string;
  prefix: string;
  /** Where callers find it; also the audience of tokens for it */
  url: string;
  upstream: string;
  rules: {
    /** `*` is any. GET allows HEAD as well */
    methods: ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "*")[];
    /** Below the prefix. `*` is one segment, `**` at the end is the rest */
    path: string;
    /** 0: everybody; 1: any credential (the default); 2: a person who signed in */
    layer?: 0 | 1 | 2;
    scope?: string;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[];
    /** The person is in one of these groups */
    groups?: string[];
  }[];
  tools?: {
    /** A name, or the beginning of one and `*` */
    name: string;
    scope?: string;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[];
    /** The person is in one of these groups */
    groups?: string[];
  }[];
  is_mcp_server: boolean;
  is_enabled: boolean;
  strip_prefix: boolean;
  timeout_seconds: number;
  max_body_bytes: number;
  ca_certificate?: string;
  /** Where it is declared, and so where it is changed */
  source: "page" | "file";
  health: {
    /** As this instance has last seen it */
    status: "unknown" | "up" | "down";
    last_success_at?: string;
    last_failure_at?: string;
    /** What went wrong, in words */
    last_failure?: string;
    consecutive_failures: number;
  };
  created_at: string;
  updated_at: string;
};

export type Webhook = {
  id: string;
  name: string;
  url: string;
  events: string[];
  /** Hears of this organization; absent: of its owner's own things */
  organization_id?: string;
  /** Receives the events of all accounts, while its owner is an administrator */
  everything: boolean;
  enabled: boolean;
  disabled_reason?: string;
  owner: {
    id: string;
    username: string;
  };
  last_delivery?: {
    at: string;
    status: "waiting" | "delivered" | "failed";
  };
  created_at: string;
};

export type Request = {
  id: string;
  occurred_at: string;
  outcome: "allowed" | "refused";
  /** A code of the error table, or `REVOKED`, `PAUSED` */
  reason?: string;
  credential: {
    id: string;
    kind?: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
    name?: string;
    /** It was revoked, or is gone with its account */
    ended?: true;
    /** First and last characters of the secret that was used */
    hint?: string;
    /** Which of its secrets was used */
    secret?: "current" | "previous";
  };
  user: {
    id: string;
    username?: string;
  };
  organization_id?: string;
  /** Where it was checked: at our own API or MCP server, or for another API */
  channel: "rest" | "verify" | "introspect" | "mcp" | "forward_auth" | "gateway";
  /** The credential or client that asked on behalf of another API */
  asked_by?: string;
  method?: string;
  /** Path without its query, or the resource or tool that was asked for */
  target?: string;
  status?: number;
  /** What the call needed */
  scopes: string[];
  ip?: string;
  user_agent?: string;
  latency_ms: number;
  request_id: string;
};

export type RegisterBody = {
  email: string;
  password: string;
  username?: string | undefined;
  /** Only for the first account where `PUBLIC_URL` is not this machine */
  setup_token?: string | undefined;
};

export type RegisterAnswer = {
  success?: true;
  user: {
    id: string;
    email?: string;
    username: string;
    name?: string;
    role: "viewer" | "user" | "developer" | "admin";
    groups: string[];
  };
  /** Session token (JWT) */
  token: string;
  expires_at: string;
  /** Single use; exchange it at `POST /auth/refresh` */
  refresh_token: string;
} | {
  success: true;
  verification_required: true;
};

export type LoginBody = {
  username?: string | undefined;
  email?: string | undefined;
  password: string;
  /** Where the account has a second factor: the six digits of the app, or a recovery code */
  otp?: string | undefined;
};

export type LoginAnswer = {
  success?: true;
  user: {
    id: string;
    email?: string;
    username: string;
    name?: string;
    role: "viewer" | "user" | "developer" | "admin";
    groups: string[];
  };
  /** Session token (JWT) */
  token: string;
  expires_at: string;
  /** Single use; exchange it at `POST /auth/refresh` */
  refresh_token: string;
};

export type LogoutAnswer = {
  success: true;
};

export type CreateTokenBody = {
  username?: string | undefined;
  email?: string | undefined;
  password: string;
  /** Where the account has a second factor: the six digits of the app, or a recovery code */
  otp?: string | undefined;
  scopes?: string[] | undefined;
  allowed_ips?: string[] | undefined;
  /** Lifetime in seconds */
  expires_in?: number | undefined;
};

export type CreateTokenAnswer = {
  success: true;
  data: {
    token: string;
    expires_at: string;
    id: string;
    scopes: string[];
  };
};

export type RevokeTokenAnswer = {
  success: true;
};

export type VerifyMeAnswer = {
  valid: true;
  kind: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
  user: {
    id: string;
    email?: string;
    username: string;
    name?: string;
    role: "viewer" | "user" | "developer" | "admin";
    groups: string[];
  };
  scopes: string[];
  groups: string[];
  expires_at?: string;
};

export type RefreshBody = {
  refresh_token?: string | undefined;
};

export type RefreshAnswer = {
  success: true;
  data: {
    token: string;
    expires_at?: string;
    refresh_token?: string;
  };
};

export type VerifyEmailBody = {
  /** From the link in the mail */
  token?: string | undefined;
  email?: string | undefined;
};

export type VerifyEmailAnswer = {
  success: true;
  /** Only with `token`. `half_changed`: the other address must confirm as well */
  outcome?: "verified" | "registered" | "changed" | "half_changed";
  email?: string;
  username?: string;
};

export type ForgotPasswordBody = {
  email: string;
};

export type ForgotPasswordAnswer = {
  success: true;
};

export type ResetPasswordBody = {
  /** From the link in the mail */
  token: string;
  password: string;
};

export type ResetPasswordAnswer = {
  success: true;
  still_active: {
    kind: "api_key" | "personal_token" | "api_token" | "grant" | "identity" | "passkey";
    name: string;
  }[];
};

export type CreateApiTokenBody = {
  name: string;
  scopes?: string[] | undefined;
  allowed_ips?: string[] | undefined;
  /** Lifetime in seconds */
  expires_in?: number | undefined;
  rate_limit_per_minute?: number | undefined;
};

export type CreateApiTokenAnswer = {
  api_token: ApiToken;
  token: string;
};

export type ListApiTokensQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type GetApiTokenAnswer = ApiToken;

export type UpdateApiTokenBody = {
  name?: string | undefined;
  scopes?: string[] | undefined;
  /** `null` lifts the limit */
  allowed_ips?: string[] | null | undefined;
  /** `null` returns to the default */
  rate_limit_per_minute?: number | null | undefined;
};

export type UpdateApiTokenAnswer = ApiToken;

export type DeleteApiTokenAnswer = {
  success: true;
};

export type GetMeAnswer = {
  id: string;
  email?: string;
  username: string;
  name?: string;
  role: "viewer" | "user" | "developer" | "admin";
  groups: string[];
  email_verified: boolean;
  has_password: boolean;
  created_at: string;
  organizations: {
    id: string;
    name: string;
    role: "owner" | "admin" | "member";
    personal: boolean;
  }[];
};

export type UpdateMeBody = {
  username?: string | undefined;
  /** `null` removes it */
  name?: string | null | undefined;
  password?: string | undefined;
  /** Required with `password` where the account has one */
  current_password?: string | undefined;
};

export type UpdateMeAnswer = {
  id: string;
  email?: string;
  username: string;
  name?: string;
  role: "viewer" | "user" | "developer" | "admin";
  groups: string[];
  email_verified: boolean;
  has_password: boolean;
  created_at: string;
  organizations: {
    id: string;
    name: string;
    role: "owner" | "admin" | "member";
    personal: boolean;
  }[];
};

export type DeleteMeBody = {
  /** What becomes of organizations with other members whose only owner you are */
  organizations?: {
    id: string;
    /** A member who becomes owner */
    transfer_to?: string | undefined;
    delete?: true | undefined;
  }[] | undefined;
};

export type DeleteMeAnswer = {
  success: true;
};

export type ChangeEmailBody = {
  email: string;
  /** Not needed within 10 minutes of signing in, and not enough where the account has a second factor */
  password?: string | undefined;
};

export type ChangeEmailAnswer = {
  success: true;
  confirm_at: ("new" | "old")[];
};

export type ExportMeAnswer = {
  exported_at: string;
  profile: {
    id: string;
    email?: string;
    email_verified_at?: string;
    username: string;
    name?: string;
    role: string;
    groups: string[];
    has_password: boolean;
    suspended_at?: string;
    last_sign_in_at?: string;
    created_at: string;
  };
  organizations: {
    id: string;
    name: string;
    role: string;
    personal: boolean;
    joined_at: string;
  }[];
  /** To your address */
  invitations: {
    organization_id: string;
    organization: string;
    role: string;
    created_at: string;
    expires_at: string;
  }[];
  ways_to_sign_in: {
    identities: {
      provider: string;
      issuer: string;
      subject: string;
      email?: string;
      name?: string;
      created_at: string;
      last_used_at?: string;
    }[];
    passkeys: {
      id: string;
      name: string;
      created_at: string;
      last_used_at?: string;
    }[];
    one_time_passwords: boolean;
  };
  credentials: {
    id: string;
    /** As in `GET /auth/verify`; sessions and connected apps are here too */
    kind: string;
    name: string;
    hint?: string;
    scopes: string[];
    allowed_ips?: string[];
    organization_id?: string;
    app?: string;
    created_at: string;
    expires_at?: string;
    last_used_at?: string;
    last_used_ip?: string;
    last_used_user_agent?: string;
    created_ip?: string;
    created_user_agent?: string;
    calls: number;
    /** Where it was used from, by /24 and by /48 of IPv6 */
    networks: {
      network: string;
      first_seen_at: string;
      last_seen_at: string;
    }[];
    /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
    leaked?: {
      reported_at: string;
      /** Where it was found, in the words of whoever reported it */
      url?: string;
      /** What they said about it */
      note?: string;
    };
    /** When its secret last came in the address of a request, where logs keep it: rotate it */
    seen_in_url_at?: string;
    revoked_at?: string;
  }[];
  /** Networks and programs that you signed in from. Which they are is not kept, only a keyed hash to recognise them by */
  sign_in_places: {
    first_seen_at: string;
    last_seen_at: string;
  }[];
  /** That you registered */
  oauth_apps: {
    id: string;
    client_id: string;
    name: string;
    redirect_uris: string[];
    created_at: string;
  }[];
  mails: {
    kind: string;
    to: string;
    subject: string;
    status: string;
    created_at: string;
  }[];
  /** Your own acts, newest first */
  audit_events: {
    id: string;
    occurred_at: string;
    action: string;
    target_type: string;
    target_id: string;
    target_name?: string;
    ip?: string;
    user_agent?: string;
    detail: unknown;
  }[];
  /** Older ones than the newest 10,000; `GET /audit-events` has them */
  audit_events_left_out: number;
  /** Calls with your credentials, newest first, refused ones included, for as long as the request log is kept. Not those for an organization that you have left */
  requests: {
    id: string;
    occurred_at: string;
    outcome: "allowed" | "refused";
    /** A code of the error table, or `REVOKED`, `PAUSED` */
    reason?: string;
    credential: {
      id: string;
      kind?: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
      name?: string;
      /** It was revoked, or is gone with its account */
      ended?: true;
      /** First and last characters of the secret that was used */
      hint?: string;
      /** Which of its secrets was used */
      secret?: "current" | "previous";
    };
    organization_id?: string;
    /** Where it was checked: at our own API or MCP server, or for another API */
    channel: "rest" | "verify" | "introspect" | "mcp" | "forward_auth" | "gateway";
    /** The credential or client that asked on behalf of another API */
    asked_by?: string;
    method?: string;
    /** Path without its query, or the resource or tool that was asked for */
    target?: string;
    status?: number;
    /** What the call needed */
    scopes: string[];
    ip?: string;
    user_agent?: string;
    latency_ms: number;
    request_id: string;
  }[];
  /** There are more than the newest 10,000; `GET /requests` has them */
  requests_are_cut: boolean;
};

export type ListMySessionsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type ListMySessionsRow = {
  id: string;
  current: boolean;
  created_at: string;
  expires_at?: string;
  last_used_at?: string;
  ip?: string;
  user_agent?: string;
};

export type EndMySessionAnswer = {
  success: true;
};

export type ListMyIdentitiesRow = {
  id: string;
  provider: "google" | "github" | "telegram";
  /** As the provider last told it */
  email?: string;
  name?: string;
  created_at: string;
  last_used_at?: string;
};

export type UnlinkIdentityAnswer = {
  success: true;
};

export type GetSecondFactorAnswer = {
  /** Does a password alone no longer sign in? */
  enabled: boolean;
  /** Does the role need one? */
  required: boolean;
  /** An app that shows codes */
  totp?: {
    confirmed_at: string;
  };
  passkeys: number;
  recovery_codes_left: number;
};

export type StartTotpAnswer = {
  /** Base 32 */
  secret: string;
  /** `otpauth://...`, for a QR code */
  uri: string;
};

export type DeleteTotpAnswer = {
  success: true;
};

export type ConfirmTotpBody = {
  /** The six digits of the app, or a recovery code */
  code: string;
};

export type ConfirmTotpAnswer = {
  /** Each works once; shown this once */
  recovery_codes?: string[];
};

export type CreateRecoveryCodesAnswer = {
  /** Each works once; shown this once */
  recovery_codes: string[];
};

export type ListPasskeysAnswer = {
  data: {
    id: string;
    name: string;
    /** Is it backed up, so that it is on several devices? */
    synced: boolean;
    created_at: string;
    last_used_at?: string;
  }[];
};

export type CreatePasskeyBody = {
  name: string;
  /** RegistrationResponseJSON */
  response: {
    id: string;
    rawId: string;
    type: "public-key";
    response: {
      clientDataJSON: string;
      attestationObject: string;
      transports?: string[] | undefined;
    };
    clientExtensionResults: Record<string, unknown>;
  };
};

export type CreatePasskeyAnswer = {
  passkey: {
    id: string;
    name: string;
    /** Is it backed up, so that it is on several devices? */
    synced: boolean;
    created_at: string;
    last_used_at?: string;
  };
  /** Each works once; shown this once */
  recovery_codes?: string[];
};

export type StartPasskeyAnswer = {
  /** PublicKeyCredentialCreationOptionsJSON */
  options: Record<string, unknown>;
};

export type UpdatePasskeyBody = {
  name: string;
};

export type UpdatePasskeyAnswer = {
  id: string;
  name: string;
  /** Is it backed up, so that it is on several devices? */
  synced: boolean;
  created_at: string;
  last_used_at?: string;
};

export type DeletePasskeyAnswer = {
  success: true;
};

export type CreateTelegramLinkCodeAnswer = {
  /** To be sent to the bot as `/start <code>`; works once */
  code: string;
  /** Opens the bot with the code */
  url: string;
  expires_at: string;
};

export type UpdateTelegramBody = {
  /** Security notices are sent to Telegram as well */
  alerts: boolean;
};

export type UpdateTelegramAnswer = {
  alerts: boolean;
};

export type GetPersonalTokenAnswer = {
  exists: boolean;
  id?: string;
  /** First and last characters */
  hint?: string;
  /** It is refused until it is resumed */
  paused?: boolean;
  created_at?: string;
  last_used_at?: string;
  last_used_ip?: string;
  /** Absent: never */
  expires_at?: string;
  /** Earlier secrets whose overlap lasts, newest first */
  previous?: {
    /** First and last characters */
    hint: string;
    superseded_at: string;
    expires_at: string;
    /** Absent: nobody has used it since it was superseded, nor before */
    last_used_at?: string;
    last_used_ip?: string;
    last_used_user_agent?: string;
    /** Somebody has used it after it was superseded */
    used_since: boolean;
  }[];
  /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
  leaked?: {
    reported_at: string;
    /** Where it was found, in the words of whoever reported it */
    url?: string;
    /** What they said about it */
    note?: string;
  };
  /** When its secret last came in the address of a request, where logs keep it: rotate it */
  seen_in_url_at?: string;
};

export type CreatePersonalTokenBody = {
  /** How long the old secret goes on working beside the new one; 0, where absent, ends it at once */
  overlap_seconds?: number | undefined;
};

export type CreatePersonalTokenAnswer = {
  token: string;
  id: string;
  hint: string;
  created_at: string;
};

export type DeletePersonalTokenAnswer = {
  success: true;
};

export type RetirePreviousTokenAnswer = {
  success: true;
};

export type UndoTokenRotationAnswer = {
  success: true;
};

export type RevealPersonalTokenAnswer = {
  token: string;
};

export type CreateApiKeyBody = {
  name: string;
  /** Your personal organization where absent */
  organization_id?: string | undefined;
  /** What your role may hold, minus `admin`, `users:*` and `tokens:verify`, where absent */
  scopes?: string[] | undefined;
  environment?: "live" | "test" | undefined;
  /** Lifetime in seconds */
  expires_in?: number | undefined;
  allowed_ips?: string[] | undefined;
  rate_limit_per_minute?: number | undefined;
  /** Calls a day (UTC), beside the limit a minute; none where absent */
  quota_per_day?: number | undefined;
};

export type CreateApiKeyAnswer = {
  id: string;
  name: string;
  scopes: string[];
  organization_id: string;
  environment: "live" | "test";
  /** First and last characters of the key */
  hint: string;
  status: "active" | "paused" | "expired";
  allowed_ips?: string[];
  rate_limit_per_minute?: number;
  quota_per_day?: number;
  expires_at?: string;
  created_at: string;
  created_by: {
    id: string;
    username: string;
  };
  last_used_at?: string;
  last_used_ip?: string;
  last_used_user_agent?: string;
  /** What about the key does not keep to a policy that its organization has set since. Scopes beyond it are not in `scopes`: they do not count */
  outside_policy?: ("scopes" | "expires_in" | "allowed_ips")[];
  /** Earlier secrets whose overlap lasts, newest first */
  previous?: {
    /** First and last characters */
    hint: string;
    superseded_at: string;
    expires_at: string;
    /** Absent: nobody has used it since it was superseded, nor before */
    last_used_at?: string;
    last_used_ip?: string;
    last_used_user_agent?: string;
    /** Somebody has used it after it was superseded */
    used_since: boolean;
  }[];
  /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
  leaked?: {
    reported_at: string;
    /** Where it was found, in the words of whoever reported it */
    url?: string;
    /** What they said about it */
    note?: string;
  };
  /** When its secret last came in the address of a request, where logs keep it: rotate it */
  seen_in_url_at?: string;
  /** The secret, shown this once */
  key: string;
};

export type ListApiKeysQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  organization_id?: string | undefined;
};

export type GetApiKeyAnswer = ApiKey;

export type UpdateApiKeyBody = {
  name?: string | undefined;
  /** `null`: whatever the owner's role may hold */
  scopes?: string[] | null | undefined;
  /** `null` lifts the limit */
  allowed_ips?: string[] | null | undefined;
  /** `null` returns to the default */
  rate_limit_per_minute?: number | null | undefined;
  /** Calls a day (UTC); `null` lifts the quota */
  quota_per_day?: number | null | undefined;
  /** A paused key is refused until it is resumed */
  paused?: boolean | undefined;
  /** Seconds from now; `null` lifts the end. A key that has expired stays so */
  expires_in?: number | null | undefined;
};

export type UpdateApiKeyAnswer = ApiKey;

export type DeleteApiKeyAnswer = {
  success: true;
};

export type RotateApiKeyBody = {
  /** How long the old secret goes on working beside the new one; 0, where absent, ends it at once */
  overlap_seconds?: number | undefined;
  /** The key's present secret. A connection that is weaker than the key, or ends before it, may rotate it with this proof that it gains nothing */
  current_key?: string | undefined;
};

export type RotateApiKeyAnswer = {
  id: string;
  /** The new secret, shown this once */
  key: string;
  hint: string;
  previous: {
    expires_at: string;
  };
};

export type RetirePreviousApiKeyAnswer = {
  success: true;
};

export type UndoApiKeyRotationAnswer = {
  success: true;
};

export type VerifyApiKeyBody = {
  /** The credential that your API was called with: key, session token or access token */
  key: string;
  /** Scopes that the call needs, all of them */
  scopes?: string[] | undefined;
  /** The address your API was called from; needed for keys with an address limit */
  ip?: string | undefined;
  /** The resource that the token must be meant for */
  resource?: string | undefined;
  /** What your API was asked to do, for the request log of the credential */
  method?: string | undefined;
  /** The path that your API was called by, without the query; for the request log */
  path?: string | undefined;
  /** The program that called your API, for the request log */
  user_agent?: string | undefined;
};

export type VerifyApiKeyAnswer = {
  valid: boolean;
  code: "VALID" | "INVALID_TOKEN" | "TOKEN_EXPIRED" | "FORBIDDEN" | "IP_NOT_ALLOWED" | "ACCOUNT_SUSPENDED" | "SECOND_FACTOR_MISSING" | "RATE_LIMITED";
  error?: string;
  required_scope?: string;
  kind?: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
  id?: string;
  name?: string;
  user?: {
    id: string;
    email?: string;
    username: string;
    name?: string;
    role: "viewer" | "user" | "developer" | "admin";
    groups: string[];
  };
  organization_id?: string;
  scopes?: string[];
  groups?: string[];
  environment?: "live" | "test";
  /** The resource that an access token is for */
  resource?: string;
  /** The app that acts for the person */
  client_id?: string;
  expires_at?: string;
  rate_limit?: {
    limit: number;
    remaining: number;
    reset: number;
  };
};

export type ListConnectedAppsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** Those that have access, or those that had it */
  status?: "active" | "ended" | undefined;
};

export type GetConnectedAppAnswer = ConnectedApp;

export type UpdateConnectedAppBody = {
  name?: string | undefined;
  /** Narrower or wider, as far as you hold them yourself */
  scopes?: string[] | undefined;
  /** Seconds from now; at most as long as connections last here (30 days) */
  expires_in?: number | undefined;
};

export type UpdateConnectedAppAnswer = ConnectedApp;

export type RevokeConnectedAppAnswer = {
  success: true;
};

export type ListScopesQuery = {
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type CreateScopeBody = {
  name: string;
  description: string;
  lowest_role?: "viewer" | "user" | "developer" | "admin" | undefined;
};

export type CreateScopeAnswer = Scope;

export type UpdateScopeBody = {
  description?: string | undefined;
  lowest_role?: "viewer" | "user" | "developer" | "admin" | undefined;
};

export type UpdateScopeAnswer = Scope;

export type DeleteScopeAnswer = {
  success: true;
};

export type ListUsersQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** Part of a username, name or address, or a whole id */
  search?: string | undefined;
  role?: "viewer" | "user" | "developer" | "admin" | undefined;
  group?: string | undefined;
  suspended?: "true" | "false" | undefined;
  /** `false`: accounts that nobody has ever signed in to */
  signed_in?: "true" | "false" | undefined;
};

export type GetUserAnswer = User;

export type ReplaceUserBody = {
  role?: "viewer" | "user" | "developer" | "admin" | undefined;
  /** All groups of the account; an empty list takes it out of all */
  groups?: string[] | undefined;
  /** A suspended account is refused everywhere until it is lifted */
  suspended?: boolean | undefined;
};

export type ReplaceUserAnswer = User;

export type UpdateUserBody = {
  role?: "viewer" | "user" | "developer" | "admin" | undefined;
  /** All groups of the account; an empty list takes it out of all */
  groups?: string[] | undefined;
  /** A suspended account is refused everywhere until it is lifted */
  suspended?: boolean | undefined;
};

export type UpdateUserAnswer = User;

export type DeleteUserBody = {
  /** `transfer`: they go on working, in the hands of the longest-standing owner; `revoke`: they end. Absent: as the organization has set */
  keys?: "transfer" | "revoke" | undefined;
};

export type DeleteUserAnswer = {
  success: true;
};

export type DescribeUserDeletionAnswer = {
  /** How many of each kind stop working */
  credentials: Record<string, number>;
  organizations: {
    id: string;
    name: string;
    /** `deleted` with everything in it; `left`, where others own it; `blocks` the deletion (LAST_OWNER) until somebody else is owner */
    fate: "deleted" | "left" | "blocks";
    /** Keys that the account made there pass to another owner, unless the deletion says otherwise */
    keeps_keys: boolean;
    /** Their names; at most 100 */
    keys: string[];
  }[];
  /** OAuth clients that the account registered for itself, with how many connections each has */
  apps: {
    name: string;
    connections: number;
  }[];
};

export type ListUserCredentialsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  kind?: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant" | undefined;
};

export type ListUserCredentialsRow = {
  id: string;
  kind: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant";
  name: string;
  status: "active" | "paused" | "expired";
  /** What it allows today, with the role that the account has now */
  scopes: string[];
  /** It holds what the role may hold, rather than a list of its own */
  scopes_follow_role: boolean;
  organization_id?: string;
  organization_name?: string;
  /** Connected apps: which app */
  app?: {
    id: string;
    client_id: string;
    name: string;
  };
  environment?: "live" | "test";
  hint?: string;
  /** Tokens by exchange: the credential that it was made from. It never may more, and ends with it */
  parent_id?: string;
  allowed_ips?: string[];
  rate_limit_per_minute?: number;
  expires_at?: string;
  created_at: string;
  created_ip?: string;
  created_user_agent?: string;
  last_used_at?: string;
  last_used_ip?: string;
  last_used_user_agent?: string;
  /** Reported as leaked, and paused for it: rotate it without an overlap, or resume it (`paused: false`) if what was found is no secret */
  leaked?: {
    reported_at: string;
    /** Where it was found, in the words of whoever reported it */
    url?: string;
    /** What they said about it */
    note?: string;
  };
  /** When its secret last came in the address of a request, where logs keep it: rotate it */
  seen_in_url_at?: string;
};

export type RevokeUserCredentialAnswer = {
  success: true;
};

export type ResetSecondFactorAnswer = {
  success: true;
};

export type ListRolePoliciesAnswer = {
  data: {
    role: "viewer" | "user" | "developer" | "admin";
    second_factor_required: boolean;
    /** Accounts with this role */
    people: number;
    /** Of these, how many have none yet */
    without_second_factor: number;
  }[];
};

export type UpdateRolePolicyBody = {
  second_factor_required: boolean;
};

export type UpdateRolePolicyAnswer = {
  role: "viewer" | "user" | "developer" | "admin";
  second_factor_required: boolean;
  /** Accounts with this role */
  people: number;
  /** Of these, how many have none yet */
  without_second_factor: number;
};

export type ListOrganizationsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type CreateOrganizationBody = {
  name: string;
};

export type CreateOrganizationAnswer = Organization;

export type GetOrganizationAnswer = Organization;

export type UpdateOrganizationBody = {
  name?: string | undefined;
  keys_outlive_members?: boolean | undefined;
  /** `null` lifts the limit */
  longest_key_lifetime_seconds?: number | null | undefined;
  key_addresses_required?: boolean | undefined;
  /** `null` allows all */
  allowed_key_scopes?: string[] | null | undefined;
};

export type UpdateOrganizationAnswer = Organization;

export type DeleteOrganizationAnswer = {
  success: true;
};

export type TransferOwnershipBody = {
  user_id: string;
};

export type TransferOwnershipAnswer = {
  user_id: string;
  username: string;
  name?: string;
  /** For owners and admins */
  email?: string;
  role: "owner" | "admin" | "member";
  joined_at: string;
};

export type ListOrganizationOverviewsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** Part of a name, or a whole id */
  search?: string | undefined;
  ownerless?: "true" | "false" | undefined;
};

export type AppointOwnerBody = {
  user_id: string;
};

export type AppointOwnerAnswer = {
  user_id: string;
  username: string;
  name?: string;
  /** For owners and admins */
  email?: string;
  role: "owner" | "admin" | "member";
  joined_at: string;
};

export type ListMembersQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type ListMembersRow = {
  user_id: string;
  username: string;
  name?: string;
  /** For owners and admins */
  email?: string;
  role: "owner" | "admin" | "member";
  joined_at: string;
};

export type UpdateMemberBody = {
  role: "owner" | "admin" | "member";
};

export type UpdateMemberAnswer = {
  user_id: string;
  username: string;
  name?: string;
  /** For owners and admins */
  email?: string;
  role: "owner" | "admin" | "member";
  joined_at: string;
};

export type RemoveMemberBody = {
  /** `transfer`: they go on working, in the hands of the longest-standing owner; `revoke`: they end. Absent: as the organization has set */
  keys?: "transfer" | "revoke" | undefined;
};

export type RemoveMemberAnswer = {
  success: true;
};

export type DescribeDepartureAnswer = {
  /** API keys in their hands, those used last first; at most 100 */
  keys: {
    id: string;
    name: string;
    hint?: string;
    last_used_at?: string;
  }[];
  /** How many more there are */
  more_keys: number;
  /** Connected apps and tokens, which end in any case */
  connections: number;
  /** Apps that they registered for it: these stay, in the heir's hands */
  apps: string[];
  /** The owner to whom keys and apps pass; absent where there is no other who may sign in */
  heir?: {
    user_id: string;
    username: string;
  };
};

export type CreateInvitationBody = {
  email: string;
  role?: "owner" | "admin" | "member" | undefined;
};

export type CreateInvitationAnswer = {
  id: string;
  organization_id: string;
  email: string;
  role: "owner" | "admin" | "member";
  status: "pending" | "accepted" | "declined" | "revoked" | "expired";
  invited_by?: {
    id: string;
    username: string;
  };
  created_at: string;
  expires_at: string;
};

export type ListInvitationsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** `pending`: those that can still be accepted */
  status?: "pending" | undefined;
};

export type ListInvitationsRow = {
  id: string;
  organization_id: string;
  email: string;
  role: "owner" | "admin" | "member";
  status: "pending" | "accepted" | "declined" | "revoked" | "expired";
  invited_by?: {
    id: string;
    username: string;
  };
  created_at: string;
  expires_at: string;
};

export type RevokeInvitationAnswer = {
  success: true;
};

export type AcceptInvitationBody = {
  /** The secret at the end of the link */
  token: string;
};

export type AcceptInvitationAnswer = Organization;

export type DeclineInvitationBody = {
  /** The secret at the end of the link */
  token: string;
};

export type DeclineInvitationAnswer = {
  success: true;
};

export type CreateOauthClientBody = {
  client_name: string;
  /** https; or http on localhost, 127.0.0.1 or [::1], where the port is free; or a private-use scheme (public clients) */
  redirect_uris?: string[] | undefined;
  /** How the client proves itself; `none` where absent, `client_secret_basic` if it only uses client_credentials */
  token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post" | "private_key_jwt" | undefined;
  /** `authorization_code` where absent; `refresh_token` comes with it */
  grant_types?: ("authorization_code" | "refresh_token" | "client_credentials" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | undefined;
  /** Follows from the grant types: `code` with `authorization_code` */
  response_types?: "code"[] | undefined;
  /** What the client usually asks for; not a ceiling */
  scope?: string | undefined;
  client_uri?: string | undefined;
  logo_uri?: string | undefined;
  policy_uri?: string | undefined;
  tos_uri?: string | undefined;
  contacts?: string[] | undefined;
  /** Public keys, for `private_key_jwt` */
  jwks?: {
    keys: Record<string, unknown>[];
  } | undefined;
  jwks_uri?: string | undefined;
  software_id?: string | undefined;
  software_version?: string | undefined;
  /** Yours alone where absent */
  organization_id?: string | undefined;
  /** The resources (RFC 8707) that the client is for; the only one is the default. Absent: any resource of this server */
  resources?: string[] | undefined;
};

export type CreateOauthClientAnswer = {
  id: string;
  client_id: string;
  /** By hand, by itself (RFC 7591), by its metadata document, or our own command line */
  kind: "registered" | "dynamic" | "document" | "built_in";
  status: "active" | "pending" | "blocked";
  client_name: string;
  redirect_uris: string[];
  token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post" | "private_key_jwt";
  grant_types: string[];
  response_types: string[];
  /** What the client usually asks for; not a ceiling */
  scope?: string;
  client_uri?: string;
  logo_uri?: string;
  policy_uri?: string;
  tos_uri?: string;
  contacts?: string[];
  /** Public keys, for `private_key_jwt` */
  jwks?: {
    keys: Record<string, unknown>[];
  };
  jwks_uri?: string;
  software_id?: string;
  software_version?: string;
  resources?: string[];
  organization_id?: string;
  verified_domain?: string;
  /** The secrets that work now, newest first */
  secrets?: {
    hint: string;
    created_at: string;
    expires_at?: string;
  }[];
  created_by?: {
    id: string;
    username: string;
  };
  created_at: string;
  last_used_at?: string;
  /** Shown this once */
  client_secret?: string;
  client_secret_expires_at?: 0;
};

export type ListOauthClientsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  organization_id?: string | undefined;
};

export type GetOauthClientAnswer = OauthClient;

export type UpdateOauthClientBody = {
  client_name?: string | undefined;
  /** https; or http on localhost, 127.0.0.1 or [::1], where the port is free; or a private-use scheme (public clients) */
  redirect_uris?: string[] | undefined;
  /** Leaving secrets behind ends them; to get one, rotate the secret afterwards */
  token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post" | "private_key_jwt" | undefined;
  /** `authorization_code` where absent; `refresh_token` comes with it */
  grant_types?: ("authorization_code" | "refresh_token" | "client_credentials" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | undefined;
  /** Follows from the grant types: `code` with `authorization_code` */
  response_types?: "code"[] | undefined;
  scope?: string | null | undefined;
  /** `null` removes it */
  client_uri?: string | null | undefined;
  /** `null` removes it */
  logo_uri?: string | null | undefined;
  /** `null` removes it */
  policy_uri?: string | null | undefined;
  /** `null` removes it */
  tos_uri?: string | null | undefined;
  contacts?: string[] | undefined;
  jwks?: {
    keys: Record<string, unknown>[];
  } | null | undefined;
  /** `null` removes it */
  jwks_uri?: string | null | undefined;
  software_id?: string | null | undefined;
  software_version?: string | null | undefined;
  /** An empty list lifts the limit */
  resources?: string[] | undefined;
};

export type UpdateOauthClientAnswer = OauthClient;

export type DeleteOauthClientAnswer = {
  success: true;
};

export type RotateClientSecretBody = {
  /** How long the secrets so far go on working, up to 30 days */
  overlap_seconds?: number | undefined;
};

export type RotateClientSecretAnswer = {
  id: string;
  client_id: string;
  /** Shown this once */
  client_secret: string;
  client_secret_expires_at: 0;
  previous?: {
    expires_at: string;
  };
};

export type ListOauthClientGroupsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** Part of a name, client_id or redirect URI */
  search?: string | undefined;
  kind?: "registered" | "dynamic" | "document" | "built_in" | undefined;
  /** Groups that have such a client */
  status?: "active" | "pending" | "blocked" | undefined;
};

export type PruneOauthClientsAnswer = {
  removed: number;
};

export type ApproveOauthClientAnswer = OauthClient;

export type BlockOauthClientAnswer = OauthClient;

export type UnblockOauthClientAnswer = OauthClient;

export type RevokeOauthClientGrantsAnswer = {
  revoked: number;
};

export type VerifyOauthClientDomainBody = {
  /** `null` takes it back */
  domain: string | null;
};

export type VerifyOauthClientDomainAnswer = OauthClient;

export type CreateInitialAccessTokenBody = {
  name: string;
  /** How many clients it may register; any number where absent */
  uses?: number | undefined;
  /** Lifetime in seconds */
  expires_in?: number | undefined;
};

export type CreateInitialAccessTokenAnswer = {
  id: string;
  name: string;
  hint: string;
  status: "active" | "used_up" | "expired";
  /** Any number where absent */
  remaining_uses?: number;
  expires_at?: string;
  last_used_at?: string;
  created_at: string;
  /** Shown this once */
  token: string;
};

export type ListInitialAccessTokensQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type RevokeInitialAccessTokenAnswer = {
  success: true;
};

export type ListConnectionAttemptsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** Only failed ones */
  failed?: "true" | "false" | undefined;
  client_id?: string | undefined;
  /** Only attempts with a step at this time or later */
  since?: string | undefined;
  /** Only attempts with a step at this time or earlier */
  until?: string | undefined;
};

export type GetConnectionAttemptAnswer = {
  id: string;
  /** `abandoned`: nothing went wrong, and nothing came for a quarter of an hour */
  outcome: "connected" | "failed" | "under_way" | "abandoned";
  client_id?: string;
  client_name?: string;
  /** Who signed in */
  user?: {
    id: string;
    username: string;
  };
  steps_count: number;
  last_step: string;
  /** Of a failed attempt */
  cause?: {
    code: string;
    /** What went wrong, in plain words */
    title: string;
    /** What to do about it */
    fix: string;
  };
  ip?: string;
  user_agent?: string;
  started_at: string;
  last_at: string;
  steps: {
    id: string;
    step: "discovery" | "registration" | "document" | "authorize" | "sign_in" | "consent" | "token" | "first_call" | "refresh" | "revoke";
    succeeded: boolean;
    title: string;
    cause?: {
      code: string;
      /** What went wrong, in plain words */
      title: string;
      /** What to do about it */
      fix: string;
    };
    /** What was sent and what was expected; never a secret */
    detail: Record<string, unknown>;
    client_id?: string;
    ip?: string;
    user_agent?: string;
    request_id?: string;
    at: string;
  }[];
};

export type TestMcpServerBody = {
  url: string;
};

export type TestMcpServerAnswer = {
  url: string;
  /** Of the worst finding */
  verdict: "good" | "warn" | "bad";
  findings: {
    check: string;
    severity: "good" | "warn" | "bad";
    title: string;
    /** What was seen */
    text: string;
    fix?: string;
  }[];
};

export type TestClientDocumentBody = {
  url: string;
};

export type TestClientDocumentAnswer = {
  url: string;
  /** Of the worst finding */
  verdict: "good" | "warn" | "bad";
  findings: {
    check: string;
    severity: "good" | "warn" | "bad";
    title: string;
    /** What was seen */
    text: string;
    fix?: string;
  }[];
};

export type ListMailsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  status?: "waiting" | "kept" | "sent" | "failed" | undefined;
};

export type ReadMailAnswer = {
  id: string;
  to: string;
  subject: string;
  text: string;
  link?: string;
};

export type ListAuditEventsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  /** One action, or all of a kind with a trailing dot: `api_key.` */
  action?: string | undefined;
  actor_user_id?: string | undefined;
  target_id?: string | undefined;
  organization_id?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

export type ExportAuditEventsQuery = {
  /** One action, or all of a kind with a trailing dot: `api_key.` */
  action?: string | undefined;
  actor_user_id?: string | undefined;
  target_id?: string | undefined;
  organization_id?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  format?: "csv" | "ndjson" | undefined;
};

export type ExportAuditEventsAnswer = string;

export type VerifyAuditEventsAnswer = {
  valid: boolean;
  /** Events whose hash was recomputed */
  checked: number;
  head: {
    sequence: number;
    hash: string;
  };
  /** The first place where the chain does not hold */
  broken?: {
    sequence: number;
    id?: string;
    reason: string;
  };
};

export type ListCredentialsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  kind?: "personal_token" | "api_key" | "access_token" | "api_token" | "session" | "grant" | undefined;
  status?: "active" | "paused" | "expired" | undefined;
  /** Those that hold it by name */
  scope?: string | undefined;
  /** Part of a name, of the shown characters of a secret, of an address or of an agent */
  q?: string | undefined;
  /** Those of an organization: your own, and, for its owners and admins, its members' keys */
  organization_id?: string | undefined;
  /** Those of every account; administrators only */
  everybody?: "true" | "false" | undefined;
};

export type UpdateCredentialBody = {
  name?: string | undefined;
  /** A paused credential is refused until it is resumed */
  paused?: boolean | undefined;
  /** `null` lifts the limit */
  allowed_ips?: string[] | null | undefined;
  /** `null` returns to the default */
  rate_limit_per_minute?: number | null | undefined;
  /** Seconds from now; `null` lifts the end. A signed token never outlives the end that it carries, a connected app always has one */
  expires_in?: number | null | undefined;
  /** Narrower or wider, as far as you hold them yourself; `null`: whatever the owner's role may hold */
  scopes?: string[] | null | undefined;
};

export type UpdateCredentialAnswer = Credential;

export type DeleteCredentialAnswer = {
  success: true;
};

export type GetSafetyQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  kind?: "leaked" | "seen_in_url" | "many_networks" | "old_secret_in_use" | "expires_soon" | "owner_suspended" | "never_expires" | "unused" | "unused_scopes" | "no_address_limit" | undefined;
  /** `true`: those that somebody has said are meant to be so */
  dismissed?: "true" | "false" | undefined;
  /** Of an organization: your own, and, for its owners and admins, its members' keys */
  organization_id?: string | undefined;
  /** Of every account; administrators only */
  everybody?: "true" | "false" | undefined;
};

export type GetSafetyAnswer = {
  data: {
    kind: "leaked" | "seen_in_url" | "many_networks" | "old_secret_in_use" | "expires_soon" | "owner_suspended" | "never_expires" | "unused" | "unused_scopes" | "no_address_limit";
    credential: Credential;
    /** What was found, in a sentence */
    found: string;
    /** From when on it was so */
    since: string;
    /** `unused_scopes`: those that it holds and has not used */
    scopes?: string[];
    /** `old_secret_in_use`, `no_address_limit`, `many_networks`: who calls, the latest first, 20 at most */
    callers?: {
      ip?: string;
      user_agent?: string;
      last_at: string;
      calls: number;
    }[];
    /** What you may do about it, the best first; empty where you may do nothing */
    repairs: {
      action: "revoke" | "resume" | "pause" | "retire_old_secret" | "extend" | "set_expiry" | "narrow_scopes" | "limit_addresses";
      /** What a button says */
      label: string;
      /** What will be different afterwards, in a sentence */
      effect: string;
      /** The body of `PATCH /api/v1/credentials/{id}` that does it; absent: the credential is revoked, or its old secret retired */
      change?: {
        name?: string;
        /** A paused credential is refused until it is resumed */
        paused?: boolean;
        /** `null` lifts the limit */
        allowed_ips?: string[] | null;
        /** `null` returns to the default */
        rate_limit_per_minute?: number | null;
        /** Seconds from now; `null` lifts the end. A signed token never outlives the end that it carries, a connected app always has one */
        expires_in?: number | null;
        /** Narrower or wider, as far as you hold them yourself; `null`: whatever the owner's role may hold */
        scopes?: string[] | null;
      };
      /** The body that takes it back; absent: it cannot be taken back */
      undo?: {
        name?: string;
        /** A paused credential is refused until it is resumed */
        paused?: boolean;
        /** `null` lifts the limit */
        allowed_ips?: string[] | null;
        /** `null` returns to the default */
        rate_limit_per_minute?: number | null;
        /** Seconds from now; `null` lifts the end. A signed token never outlives the end that it carries, a connected app always has one */
        expires_in?: number | null;
        /** Narrower or wider, as far as you hold them yourself; `null`: whatever the owner's role may hold */
        scopes?: string[] | null;
      };
    }[];
    may_dismiss: boolean;
    /** Somebody has said that it is meant to be so */
    dismissed?: {
      at: string;
      by: string;
    };
  }[];
  next_cursor?: string;
  summary: {
    /** Credentials that were looked at. Sessions end by themselves and are not among them */
    checked: number;
    open: number;
    dismissed: number;
    /** How far back use is looked at: as long as the request log is kept */
    log_days: number;
    /** Those with open findings, the most pressing first */
    kinds: {
      kind: "leaked" | "seen_in_url" | "many_networks" | "old_secret_in_use" | "expires_soon" | "owner_suspended" | "never_expires" | "unused" | "unused_scopes" | "no_address_limit";
      title: string;
      why: string;
      open: number;
    }[];
  };
};

export type DismissFindingAnswer = {
  success: true;
};

export type RestoreFindingAnswer = {
  success: true;
};

export type CreateProtectedApiBody = {
  name: string;
  /** What Keyhouse answers for it: this path and all below. Below `/mcp/` it is an MCP server */
  prefix: string;
  /** Where its requests go: http or https */
  upstream: string;
  rules: {
    /** `*` is any. GET allows HEAD as well */
    methods: ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "*")[];
    /** Below the prefix. `*` is one segment, `**` at the end is the rest */
    path: string;
    /** 0: everybody; 1: any credential (the default); 2: a person who signed in */
    layer?: 0 | 1 | 2 | undefined;
    scope?: string | undefined;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[] | undefined;
    /** The person is in one of these groups */
    groups?: string[] | undefined;
  }[];
  /** Switched off, its prefix answers 404. Default true */
  is_enabled?: boolean | undefined;
  /** The upstream's own path takes the place of the prefix; `X-Forwarded-Prefix` tells it. Default true */
  strip_prefix?: boolean | undefined;
  /** How long the upstream may take to begin its answer. Default 30 */
  timeout_seconds?: number | undefined;
  /** Larger request bodies are answered 413. Default 10 MiB */
  max_body_bytes?: number | undefined;
  /** PEM. The upstream's certificate must come from this authority instead of the well-known ones */
  ca_certificate?: string | undefined;
  /** MCP servers only: who may call which tool. Absent: every tool that the rules let through; present: no others */
  tools?: {
    /** A name, or the beginning of one and `*` */
    name: string;
    scope?: string | undefined;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[] | undefined;
    /** The person is in one of these groups */
    groups?: string[] | undefined;
  }[] | undefined;
};

export type CreateProtectedApiAnswer = ProtectedApi;

export type ListProtectedApisQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
};

export type GetProtectedApiAnswer = ProtectedApi;

export type UpdateProtectedApiBody = {
  name?: string | undefined;
  /** What Keyhouse answers for it: this path and all below. Below `/mcp/` it is an MCP server */
  prefix?: string | undefined;
  /** Where its requests go: http or https */
  upstream?: string | undefined;
  rules?: {
    /** `*` is any. GET allows HEAD as well */
    methods: ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "*")[];
    /** Below the prefix. `*` is one segment, `**` at the end is the rest */
    path: string;
    /** 0: everybody; 1: any credential (the default); 2: a person who signed in */
    layer?: 0 | 1 | 2 | undefined;
    scope?: string | undefined;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[] | undefined;
    /** The person is in one of these groups */
    groups?: string[] | undefined;
  }[] | undefined;
  /** Switched off, its prefix answers 404. Default true */
  is_enabled?: boolean | undefined;
  /** The upstream's own path takes the place of the prefix; `X-Forwarded-Prefix` tells it. Default true */
  strip_prefix?: boolean | undefined;
  /** How long the upstream may take to begin its answer. Default 30 */
  timeout_seconds?: number | undefined;
  /** Larger request bodies are answered 413. Default 10 MiB */
  max_body_bytes?: number | undefined;
  ca_certificate?: string | null | undefined;
  tools?: {
    /** A name, or the beginning of one and `*` */
    name: string;
    scope?: string | undefined;
    /** The person has one of these roles, or a stronger one */
    roles?: ("viewer" | "user" | "developer" | "admin")[] | undefined;
    /** The person is in one of these groups */
    groups?: string[] | undefined;
  }[] | null | undefined;
};

export type UpdateProtectedApiAnswer = ProtectedApi;

export type DeleteProtectedApiAnswer = {
  success: true;
};

export type CheckProtectedApiAnswer = {
  reachable: boolean;
  /** What the upstream answered; any status means that it is there */
  status?: number;
  latency_ms: number;
  /** What went wrong, in words */
  error?: string;
  checked_at: string;
};

export type CreateWebhookBody = {
  /** https; answers 2xx within 15 seconds */
  url: string;
  events: string[];
  name?: string | undefined;
  organization_id?: string | undefined;
  everything?: boolean | undefined;
};

export type CreateWebhookAnswer = {
  id: string;
  name: string;
  url: string;
  events: string[];
  /** Hears of this organization; absent: of its owner's own things */
  organization_id?: string;
  /** Receives the events of all accounts, while its owner is an administrator */
  everything: boolean;
  enabled: boolean;
  disabled_reason?: string;
  owner: {
    id: string;
    username: string;
  };
  last_delivery?: {
    at: string;
    status: "waiting" | "delivered" | "failed";
  };
  created_at: string;
  /** `whsec_...`, shown this once: it verifies the signature of each message */
  secret: string;
};

export type ListWebhooksQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  organization_id?: string | undefined;
};

export type GetWebhookAnswer = Webhook;

export type UpdateWebhookBody = {
  url?: string | undefined;
  events?: string[] | undefined;
  name?: string | undefined;
  enabled?: boolean | undefined;
};

export type UpdateWebhookAnswer = Webhook;

export type DeleteWebhookAnswer = {
  success: true;
};

export type RotateWebhookSecretAnswer = {
  id: string;
  /** `whsec_...`, shown this once: it verifies the signature of each message */
  secret: string;
  previous_expires_at: string;
};

export type TestWebhookAnswer = {
  delivery_id: string;
};

export type ListWebhookDeliveriesQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  status?: "waiting" | "delivered" | "failed" | undefined;
};

export type ListWebhookDeliveriesRow = {
  /** The message's `webhook-id` */
  id: string;
  type: string;
  status: "waiting" | "delivered" | "failed";
  attempts: number;
  created_at: string;
  last_attempt_at?: string;
  delivered_at?: string;
  next_attempt_at?: string;
  response_status?: number;
  /** Its first 1,000 characters */
  response_body?: string;
  error?: string;
  /** The body as it was signed */
  payload: string;
};

export type ReplayWebhookDeliveryAnswer = {
  success: true;
};

export type GetApiKeyUsageQuery = {
  by?: "hour" | "day" | undefined;
  /** Two days ago by the hour, thirty by the day, where absent */
  from?: string | undefined;
  to?: string | undefined;
};

export type GetApiKeyUsageAnswer = {
  by: "hour" | "day";
  from: string;
  to: string;
  allowed: number;
  refused: number;
  /** Every hour or day (UTC) of the time asked for, also those without a call */
  periods: {
    start: string;
    allowed: number;
    refused: number;
    /** The refused ones by reason */
    reasons?: Record<string, number>;
  }[];
  last_use?: {
    at: string;
    ip?: string;
    user_agent?: string;
  };
  /** Where most calls come from, at most ten */
  addresses: {
    ip: string;
    calls: number;
    refused: number;
    last_at: string;
  }[];
  /** Scopes that it holds or has used, with the calls that needed them */
  scopes: {
    name: string;
    held: boolean;
    calls: number;
    last_used_at?: string;
  }[];
  /** Earlier secrets that work still, and who has called with them since they were superseded */
  previous?: {
    hint?: string;
    superseded_at: string;
    expires_at?: string;
    callers: {
      ip?: string;
      user_agent?: string;
      calls: number;
      refused: number;
      first_at: string;
      last_at: string;
    }[];
  }[];
  /** What is left of this minute and, where there is a quota, of this day */
  limits: {
    minute: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
    day?: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
  };
};

export type ListApiKeyRequestsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  outcome?: "allowed" | "refused" | undefined;
  /** One reason of refusals */
  reason?: string | undefined;
  /** One address */
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type GetPersonalTokenUsageQuery = {
  by?: "hour" | "day" | undefined;
  /** Two days ago by the hour, thirty by the day, where absent */
  from?: string | undefined;
  to?: string | undefined;
};

export type GetPersonalTokenUsageAnswer = {
  by: "hour" | "day";
  from: string;
  to: string;
  allowed: number;
  refused: number;
  /** Every hour or day (UTC) of the time asked for, also those without a call */
  periods: {
    start: string;
    allowed: number;
    refused: number;
    /** The refused ones by reason */
    reasons?: Record<string, number>;
  }[];
  last_use?: {
    at: string;
    ip?: string;
    user_agent?: string;
  };
  /** Where most calls come from, at most ten */
  addresses: {
    ip: string;
    calls: number;
    refused: number;
    last_at: string;
  }[];
  /** Scopes that it holds or has used, with the calls that needed them */
  scopes: {
    name: string;
    held: boolean;
    calls: number;
    last_used_at?: string;
  }[];
  /** Earlier secrets that work still, and who has called with them since they were superseded */
  previous?: {
    hint?: string;
    superseded_at: string;
    expires_at?: string;
    callers: {
      ip?: string;
      user_agent?: string;
      calls: number;
      refused: number;
      first_at: string;
      last_at: string;
    }[];
  }[];
  /** What is left of this minute and, where there is a quota, of this day */
  limits: {
    minute: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
    day?: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
  };
};

export type ListPersonalTokenRequestsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  outcome?: "allowed" | "refused" | undefined;
  /** One reason of refusals */
  reason?: string | undefined;
  /** One address */
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type GetConnectedAppUsageQuery = {
  by?: "hour" | "day" | undefined;
  /** Two days ago by the hour, thirty by the day, where absent */
  from?: string | undefined;
  to?: string | undefined;
};

export type GetConnectedAppUsageAnswer = {
  by: "hour" | "day";
  from: string;
  to: string;
  allowed: number;
  refused: number;
  /** Every hour or day (UTC) of the time asked for, also those without a call */
  periods: {
    start: string;
    allowed: number;
    refused: number;
    /** The refused ones by reason */
    reasons?: Record<string, number>;
  }[];
  last_use?: {
    at: string;
    ip?: string;
    user_agent?: string;
  };
  /** Where most calls come from, at most ten */
  addresses: {
    ip: string;
    calls: number;
    refused: number;
    last_at: string;
  }[];
  /** Scopes that it holds or has used, with the calls that needed them */
  scopes: {
    name: string;
    held: boolean;
    calls: number;
    last_used_at?: string;
  }[];
  /** Earlier secrets that work still, and who has called with them since they were superseded */
  previous?: {
    hint?: string;
    superseded_at: string;
    expires_at?: string;
    callers: {
      ip?: string;
      user_agent?: string;
      calls: number;
      refused: number;
      first_at: string;
      last_at: string;
    }[];
  }[];
  /** What is left of this minute and, where there is a quota, of this day */
  limits: {
    minute: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
    day?: {
      limit: number;
      remaining: number;
      resets_at: string;
    };
  };
};

export type ListConnectedAppRequestsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  outcome?: "allowed" | "refused" | undefined;
  /** One reason of refusals */
  reason?: string | undefined;
  /** One address */
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type ListRequestsQuery = {
  /** How many rows, 1 to 100 */
  limit?: number | undefined;
  /** `next_cursor` of the page before */
  cursor?: string | undefined;
  outcome?: "allowed" | "refused" | undefined;
  /** One reason of refusals */
  reason?: string | undefined;
  /** One address */
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  credential_id?: string | undefined;
  /** One person's credentials */
  user_id?: string | undefined;
  organization_id?: string | undefined;
};

export type ExportRequestsQuery = {
  outcome?: "allowed" | "refused" | undefined;
  /** One reason of refusals */
  reason?: string | undefined;
  /** One address */
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  credential_id?: string | undefined;
  /** One person's credentials */
  user_id?: string | undefined;
  organization_id?: string | undefined;
  format?: "csv" | undefined;
};

export type ExportRequestsAnswer = string;

export type ReportLeakBody = {
  /** What you found: a key, or a token of any kind */
  token: string;
  /** Where you found it */
  url?: string | undefined;
  /** What its owner should know */
  note?: string | undefined;
};

export type ReportLeakAnswer = {
  success: true;
};

export type ReportScannedLeaksBody = {
  token: string;
  /** The scanner's name for the pattern */
  type?: string | undefined;
  /** Where it was found */
  url?: string | undefined;
  /** In what: `content`, `commit`, … */
  source?: string | undefined;
}[];

export type ReportScannedLeaksAnswer = {
  success: true;
};

export type GetHealthAnswer = {
  status: "ok";
  version: string;
  database: "ok";
  /** Where `REDIS_URL` is set. Away: each instance counts its part of the limits alone */
  redis?: "ok" | "away";
  user?: {
    id: string;
    email?: string;
    username: string;
    name?: string;
    role: "viewer" | "user" | "developer" | "admin";
    groups: string[];
  };
  scopes?: string[];
};
