import { decodeJwt } from "jose";
import { authenticate } from "@/lib/access/authenticate";
import { canonicalAddress } from "@/lib/client-address/addresses";
import { clock, toEpochSeconds } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { isWellFormedKey, keyKindOf } from "@/lib/crypto/key-format";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import { findPresentedToken } from "./find-presented";
import type { Inspector } from "./inspector";

/** RFC 7662, section 2.2. Members that do not apply are absent; an inactive token has none but `active`. */
export type Introspection = { active: false } | ({ active: true; token_type?: string } & Record<string, unknown>);

const inactive: Introspection = { active: false };

/**
 * What is behind a token at this moment: OAuth tokens, and keys and session tokens of the house alike. Whatever is not good,
 * or is none of the inspector's business, is inactive and nothing else (section 2.2).
 */
export async function introspect(inspector: Inspector, token: string, { ip, requestId }: Asked): Promise<Introspection> {
  const refresh = await describeRefreshToken(inspector, token);
  if (refresh) return refresh;
  const call = new Call({ channel: "introspect", requestId, ip: ip === undefined ? undefined : canonicalAddress(ip), userAgent: undefined, askedBy: inspector.id });
  try {
    const principal = await authenticate(token, call);
    call.target = principal.audience;
    if (!inspector.mayInspect(principal)) return inactive;
    recordCall(call);
    return describe(principal, token);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    call.reason = error.code;
    // of a token that is none of the inspector's business nothing is known to have happened
    if (call.recognised && inspector.mayInspect(call.recognised.principal)) recordCall(call);
    return inactive;
  }
}

/** `ip` says where the token was presented from. */
type Asked = { ip: string | undefined; requestId: string };

function describe(principal: Principal, token: string): Introspection {
  const { user } = principal;
  return {
    active: true,
    scope: principal.scopes.join(" "),
    client_id: principal.client?.clientId ?? principal.credentialId,
    username: user.username,
    token_type: "Bearer",
    exp: principal.expiresAt && toEpochSeconds(principal.expiresAt),
    sub: user.id,
    aud: principal.audience ?? config().publicUrl,
    iss: config().publicUrl,
    jti: principal.tokenId,
    ...signedMembers(principal, token),
    kind: principal.kind,
    credential_id: principal.credentialId,
    role: user.role,
    groups: [...user.groups],
    organization_id: principal.organizationId,
  };
}

/** What only the token itself says. */
function signedMembers({ tokenId }: Principal, token: string): { iat?: number; act?: unknown } {
  if (tokenId === undefined) return {};
  const { iat, act } = decodeJwt(token);
  return { ...(iat !== undefined && { iat }), ...(act !== undefined && { act }) };
}

/** A refresh token is the business of the client that holds it, and of no resource server. */
async function describeRefreshToken({ clientRowId }: Inspector, token: string): Promise<Introspection | undefined> {
  // nothing is looked up for what says by itself that it is a key
  const presented = isWellFormedKey(token) && keyKindOf(token) === "rt" ? await findPresentedToken(token) : undefined;
  if (presented?.kind !== "refresh") return undefined;
  const { owner, link } = presented;
  const isGood = owner.clientId === clientRowId && !link.usedAt && !owner.revokedAt && !owner.user.suspendedAt && owner.client?.status === "active" && link.expiresAt > clock.now();
  if (!isGood) return inactive;
  return { active: true, scope: owner.scopes.join(" "), client_id: owner.client?.clientId, sub: owner.userId, username: owner.user.username, aud: owner.resource ?? undefined, iss: config().publicUrl, exp: toEpochSeconds(link.expiresAt), token_use: "refresh" };
}
