import { KeyhouseError } from "../errors";
import type { Token, TokenSource } from "./token-source";

/** An API key, a personal API token or a long-lived token: sent as it is. */
export function fixedToken(value: string): TokenSource {
  return { isFixed: true, obtain: () => Promise.resolve({ value }) };
}

/** Signs in with a username (or an email address) and a password; the session is renewed by its refresh token. */
export function passwordSignIn(name: string, password: string): TokenSource {
  return {
    async obtain(call) {
      call.log.debug(`Attempting login with username: ${name}`);
      const identity = name.includes("@") ? { email: name } : { username: name };
      const { answer, headers } = await call.post<SessionAnswer>("/api/v1/auth/login", { body: { ...identity, password } }).catch(explainFailure);
      call.log.info("Login successful");
      return sessionToken(answer, headers);
    },
    async renew(token, call) {
      const { answer, headers } = await call.post<{ data: SessionAnswer }>("/api/v1/auth/refresh", { body: { refresh_token: token.refreshToken } });
      return { ...sessionToken(answer.data, headers), refreshToken: answer.data.refresh_token ?? token.refreshToken };
    },
    async end(token, call) {
      await call.post("/api/v1/auth/logout", { headers: { authorization: `Bearer ${token.value}` } });
    },
  };
}

export type OauthTokens = {
  access_token: string;
  refresh_token?: string | undefined;
  /** RFC 3339, UTC. */
  expires_at?: string | undefined;
  scope?: string | undefined;
};

export type OauthTokensOptions = {
  clientId: string;
  tokens: OauthTokens;
  /** Audience of the renewed token (RFC 8707). */
  resource?: string;
  /** Called with each renewed pair, before it is used: keep it, for the old refresh token is spent. */
  onTokens?: (tokens: OauthTokens) => void | Promise<void>;
};

/**
 * Tokens of an OAuth login (device flow, authorization code), renewed at the token endpoint. When they can be renewed no more, calls fail
 * with the code `LOGIN_REQUIRED`.
 */
export function oauthTokens({ clientId, tokens, resource, onTokens }: OauthTokensOptions): TokenSource {
  let isGiven = false;
  return {
    obtain() {
      if (isGiven) return Promise.reject(new KeyhouseError({ status: 401, code: "LOGIN_REQUIRED", message: "This login has ended: sign in again" }));
      isGiven = true;
      const lifetimeSeconds = tokens.expires_at === undefined ? undefined : (Date.parse(tokens.expires_at) - Date.now()) / 1000;
      return Promise.resolve({ value: tokens.access_token, lifetimeSeconds, refreshToken: tokens.refresh_token });
    },
    async renew(token, call) {
      if (token.refreshToken === undefined) throw new KeyhouseError({ status: 401, code: "LOGIN_REQUIRED", message: "This login has ended: sign in again" });
      const form = { grant_type: "refresh_token", client_id: clientId, refresh_token: token.refreshToken, ...(resource && { resource }) };
      const { answer } = await call.post<OauthAnswer>("/oauth/token", { form });
      const refreshToken = answer.refresh_token ?? token.refreshToken;
      const expiresAt = answer.expires_in === undefined ? undefined : new Date(Date.now() + answer.expires_in * 1000).toISOString();
      await onTokens?.({ access_token: answer.access_token, refresh_token: refreshToken, expires_at: expiresAt, scope: answer.scope });
      return { value: answer.access_token, lifetimeSeconds: answer.expires_in, refreshToken };
    },
  };
}

type SessionAnswer = { token: string; expires_at?: string; refresh_token?: string };
type OauthAnswer = { access_token: string; expires_in?: number; refresh_token?: string; scope?: string };

/** By the server's clock where its answer tells it: ours may be wrong by hours. */
function sessionToken(answer: SessionAnswer, headers: Headers): Token {
  const serverNow = Date.parse(headers.get("date") ?? "");
  const lifetimeSeconds = answer.expires_at === undefined ? undefined : (Date.parse(answer.expires_at) - (Number.isNaN(serverNow) ? Date.now() : serverNow)) / 1000;
  return { value: answer.token, lifetimeSeconds, refreshToken: answer.refresh_token };
}

function explainFailure(thrown: unknown): never {
  if (!(thrown instanceof KeyhouseError)) throw thrown;
  const message = explanations[thrown.code] ?? (thrown.status >= 500 ? `Authentication failed - the server answered ${thrown.status}: ${thrown.message}` : `Authentication failed - ${thrown.message}`);
  throw new KeyhouseError({ ...thrown, message, cause: thrown });
}

const explanations: Record<string, string> = {
  INVALID_CREDENTIALS: "Authentication failed - invalid username or password",
  NETWORK_ERROR: "Unable to connect to authentication server",
  TIMEOUT: "Unable to connect to authentication server: it did not answer in time",
  SECOND_FACTOR_REQUIRED: "Authentication failed - this account has a second factor: use an API token (API_TOKEN) instead of its password",
};
