import type { CauseCode } from "./doctor/causes";

/** The errors that OAuth endpoints answer, each with the status that it usually has. */
const oauthErrorTable = {
  // RFC 6749, sections 4.1.2.1 and 5.2
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  invalid_scope: 400,
  access_denied: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  // OpenID Connect Core, section 3.1.2.6
  login_required: 400,
  consent_required: 400,
  interaction_required: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  // RFC 6750, section 3.1
  invalid_token: 401,
  insufficient_scope: 403,
  // RFC 7009, RFC 7591, RFC 8628, RFC 8707
  unsupported_token_type: 400,
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  invalid_target: 400,
} as const;

export type OauthErrorCode = keyof typeof oauthErrorTable;

type Options = {
  /** Where it is not the code's usual one. */
  status?: 400 | 401 | 403 | 405 | 413 | 415 | 429 | 500 | 503;
  /** What the connection doctor explains. */
  cause?: CauseCode;
  /** What the client sent and what was expected, for the doctor and the problem page; never a secret. */
  detail?: Record<string, unknown>;
  retryAfterSeconds?: number;
  /** Whom it concerns, for the doctor alone: nothing of it is answered. */
  about?: Concerned;
};

export type Concerned = {
  clientId?: string | undefined;
  clientName?: string | undefined;
  userId?: string | undefined;
  credentialId?: string | undefined;
  attemptId?: string | undefined;
};

/**
 * What the authorization server throws to refuse. Recognise it with `isOauthRefusal`, not with `instanceof`: the process has
 * two bundles, and so two copies of this class.
 */
export class OauthRefusal extends Error {
  readonly oauthRefusal = true;
  readonly status: number;
  readonly causeCode: CauseCode | undefined;
  readonly detail: Record<string, unknown>;
  readonly retryAfterSeconds: number | undefined;
  readonly about: Concerned;
  constructor(readonly code: OauthErrorCode, readonly description: string, options: Options = {}) {
    super(`${code}: ${description}`);
    this.status = options.status ?? oauthErrorTable[code];
    this.causeCode = options.cause;
    this.detail = options.detail ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.about = options.about ?? {};
  }
}

export function isOauthRefusal(error: unknown): error is OauthRefusal {
  return error instanceof Error && (error as Partial<OauthRefusal>).oauthRefusal === true;
}
