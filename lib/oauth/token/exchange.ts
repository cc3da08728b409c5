import { authenticate } from "@/lib/access/authenticate";
import { withAudit } from "@/lib/audit/with-audit";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import { clock, secondsFromNow } from "@/lib/clock";
import type { Caller, Principal } from "@/lib/context";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Actor } from "@/lib/tokens/sign-access-token";
import { grantTypes } from "../clients/metadata";
import { recordStep } from "../doctor/record";
import { OauthRefusal, type Concerned } from "../errors";
import type { OauthForm } from "../form";
import { mintAccessToken, narrowScopes, requireLivingGrant, type TokenAnswer } from "../grants/mint";
import { findActors, longestChain } from "./actors";
import { chooseAudience, readLifetime, requireTokenTypes, accessTokenType } from "./exchange-parameters";
import { askedScopes, requireParameter } from "./request";

/**
 * Token exchange (RFC 8693): a key, session token or access token into an access token for one resource, with fewer scopes
 * and a shorter life, for one agent or job. Possession of the subject token is what authenticates; a client may name itself
 * too. The new credential hangs on the old one: it never may more, and dies with it.
 */
export async function exchangeToken({ caller, client, form }: { caller: Caller; client: OauthClient | undefined; form: OauthForm }): Promise<TokenAnswer> {
  requireTokenTypes(form);
  const subject = await requireSubject(caller, requireParameter(form, "subject_token"));
  const about: Concerned = { clientId: client?.clientId ?? subject.client?.clientId, clientName: client?.name ?? subject.client?.name, userId: subject.user.id };
  const resource = await chooseAudience(form, subject, client);
  const actors = await findActors(subject);
  if (actors.length >= longestChain) throw new OauthRefusal("invalid_request", `A token can be exchanged ${longestChain} times over at most`, { cause: "request_invalid", about });
  const { scopes } = narrowScopes({ principal: subject }, scopesToAskFor(form, subject), about);
  const id = await createChild(caller, { subject, client, resource, scopes, lifetimeSeconds: readLifetime(form) });
  const child = await requireLivingGrant(id, about);
  const clientId = client?.clientId ?? subject.client?.clientId ?? subject.credentialId;
  const act = toActor([client?.clientId ?? subject.credentialId, ...actors]);
  const answer = await mintAccessToken(child, { scopes, isNarrowed: false, clientId, resource, act });
  recordStep({ step: "token", succeeded: true, ...about, credentialId: id, detail: { grant_type: grantTypes.exchange, scope: answer.scope, resource }, caller });
  return { ...answer, issued_token_type: accessTokenType };
}

/** Without a word about scopes: all but those that are only given by name. */
function scopesToAskFor(form: OauthForm, subject: Principal): string[] {
  const asked = askedScopes(form);
  return asked.length > 0 ? asked : subject.scopes.filter((name) => !scopesByNameOnly.includes(name));
}

/** Who asks now acts for the person, and for all who acted before (RFC 8693, section 4.1). */
function toActor([sub, ...before]: string[]): Actor | undefined {
  const act = before.length > 0 ? toActor(before) : undefined;
  return sub === undefined ? undefined : { sub, ...(act && { act }) };
}

/** RFC 8693, section 2.2.2: whatever is wrong with the subject token is `invalid_request`. */
async function requireSubject(caller: Caller, token: string): Promise<Principal> {
  const call = new Call({ ...caller, channel: "rest", method: "POST", target: "/oauth/token" });
  try {
    const subject = await authenticate(token, call);
    const budget = await takeFromBudget(subject);
    if (budget.allowed) return subject;
    call.reason = "RATE_LIMITED";
    throw new OauthRefusal("temporarily_unavailable", "The subject token has used up its calls of this minute", { status: 429, cause: "rate_limited", retryAfterSeconds: Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000)) });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    call.reason = thrown.code;
    throw new OauthRefusal("invalid_request", `The subject token is not valid: ${thrown.message}`, { cause: "subject_token_invalid", detail: { code: thrown.code } });
  } finally {
    recordCall(call);
  }
}

type ChildInput = { subject: Principal; client: OauthClient | undefined; resource: string; scopes: string[]; lifetimeSeconds: number | undefined };

async function createChild(caller: Caller, { subject, client, resource, scopes, lifetimeSeconds }: ChildInput): Promise<string> {
  const id = newId("tok");
  const wanted = secondsFromNow(lifetimeSeconds ?? config().accessTokenTtlSeconds);
  const expiresAt = subject.expiresAt && subject.expiresAt < wanted ? subject.expiresAt : wanted;
  const data = {
    id,
    kind: "access_token",
    grantType: "token_exchange",
    userId: subject.user.id,
    organizationId: subject.organizationId,
    name: `Exchanged from ${subject.credentialName}`,
    clientId: client?.id ?? subject.client?.id,
    resource,
    scopes,
    allowedIps: [],
    expiresAt,
    tokenExpiresAt: expiresAt,
    parentId: subject.credentialId,
    parentTokenId: subject.tokenId,
    createdWithId: subject.credentialId,
    createdIp: caller.ip,
    createdUserAgent: caller.userAgent?.slice(0, 400),
  };
  await withAudit({ ...caller, principal: subject }, async (tx) => {
    await tx.credential.create({ data });
    const detail = { parent: subject.credentialId, client_id: client?.clientId, resource, scopes, expires_at: expiresAt.toISOString() };
    return { result: undefined, entry: { action: "access_token.exchanged", organizationId: subject.organizationId, target: { type: "access_token", id, name: data.name }, detail } };
  });
  return id;
}
