import { findByCredential } from "@/lib/access/find";
import type { Resolved } from "@/lib/access/resolved";
import { clock, secondsFromNow } from "@/lib/clock";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { signAccessToken, type Actor } from "@/lib/tokens/sign-access-token";
import { OauthRefusal, type Concerned } from "../errors";

/** RFC 6749, section 5.1; `issued_token_type` is of RFC 8693. */
export type TokenAnswer = {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  refresh_token?: string;
  scope: string;
  issued_token_type?: string;
};

/**
 * A grant as it stands now, with whatever bounds it, if it may get a token. Asked before anything is used up, so that a
 * refusal costs the client nothing. Throws invalid_grant.
 */
export async function requireLivingGrant(id: string, about: Concerned): Promise<Resolved> {
  const resolved = await findByCredential(id);
  if (!resolved || resolved.revoked) throw new OauthRefusal("invalid_grant", "This connection was revoked", { cause: "grant_revoked", about });
  if (resolved.suspended) throw new OauthRefusal("invalid_grant", "The account is suspended", { cause: "account_suspended", about });
  if (resolved.endsAt <= clock.now().getTime()) throw new OauthRefusal("invalid_grant", "This connection has expired", { cause: "refresh_expired", about });
  return resolved;
}

/**
 * The scopes that a token gets: those of the grant for the person's role today, or what the client asked for of them
 * (RFC 6749, section 6: never more). What it cannot have is dropped while something remains. Throws invalid_scope.
 */
export function narrowScopes({ principal }: Pick<Resolved, "principal">, asked: readonly string[], about: Concerned): { scopes: string[]; isNarrowed: boolean } {
  const scopes = asked.length > 0 ? [...new Set(asked)].filter((name) => scopeAllows(principal.scopes, name)).sort() : [...principal.scopes];
  if (scopes.length === 0) throw new OauthRefusal("invalid_scope", "None of these scopes is granted", { cause: "scope_none_grantable", detail: { asked, granted: principal.scopes }, about });
  return { scopes, isNarrowed: principal.scopes.some((name) => !scopes.includes(name)) };
}

export type MintInput = { resource: string; clientId: string; scopes: string[]; isNarrowed: boolean; act?: Actor | undefined; lifetimeSeconds?: number | undefined };

/** Signs an access token. It never outlives the grant, or what bounds it. */
export async function mintAccessToken({ principal, endsAt }: Pick<Resolved, "principal" | "endsAt">, { lifetimeSeconds, ...input }: MintInput): Promise<TokenAnswer> {
  const now = clock.now().getTime();
  const expiresAt = new Date(Math.min(secondsFromNow(lifetimeSeconds ?? config().accessTokenTtlSeconds).getTime(), endsAt));
  const { token } = await signAccessToken({ ...input, user: principal.user, credentialId: principal.credentialId, expiresAt, isIpRestricted: principal.allowedIps !== undefined });
  return { access_token: token, token_type: "Bearer", expires_in: Math.max(1, Math.floor((expiresAt.getTime() - now) / 1000)), scope: input.scopes.join(" ") };
}
