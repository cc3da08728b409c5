import type { Caller, Principal, UserContext } from "@/lib/context";
import { recordStep } from "../doctor/record";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";
import { answerAddress } from "./answer-address";
import type { Target } from "./find-target";
import { issueCode } from "./issue-code";
import { keepRequest } from "./pending";
import { isSignInFresh } from "./read-prompt";
import { readRequest, type CheckedRequest } from "./read-request";
import { findRemembered, rememberedScopes } from "./remembered";
import { clock } from "@/lib/clock";

/** Either the client has its answer, or a person must decide on the consent page. */
export type Outcome = { kind: "answered"; location: string } | { kind: "ask"; handle: string };

/**
 * The authorization endpoint behind the edge. Without a page only where the same thing was granted before and may be
 * remembered. What is thrown goes to the client by redirect.
 */
export async function authorize(ctx: Caller & { principal: Principal | undefined }, target: Target, form: OauthForm, browserSecret: string): Promise<Outcome> {
  const request = await readRequest(target, form);
  const { client, prompt } = request;
  const attemptId = recordStep({
    step: "authorize",
    succeeded: true,
    clientId: client.clientId,
    clientName: client.name,
    userId: ctx.principal?.user.id,
    detail: { redirect_uri: request.redirectUri, resource: request.resource, scopes: request.scopes },
    caller: ctx,
  });
  const isSignedIn = ctx.principal !== undefined && isSignInFresh(ctx.principal, { ...prompt, since: clock.now() });
  if (prompt.none && !isSignedIn) throw new OauthRefusal("login_required", "Nobody is signed in", { cause: "sign_in_needed" });
  const location = isSignedIn && !prompt.consent ? await answerFromMemory({ ...ctx, principal: ctx.principal! }, request, attemptId) : undefined;
  if (location !== undefined) return { kind: "answered", location };
  if (prompt.none) throw new OauthRefusal("consent_required", "The person has to be asked", { cause: "consent_needed" });
  return { kind: "ask", handle: await keepRequest(ctx, request, browserSecret, attemptId) };
}

/** The new grant has the limits of the one that is remembered, its end included: nobody has agreed to more. */
async function answerFromMemory(ctx: UserContext, request: CheckedRequest, attemptId: string): Promise<string | undefined> {
  const former = await findRemembered(ctx.principal, request);
  if (!former) return undefined;
  const scopes = rememberedScopes(former, request);
  const terms = { scopes, organizationId: former.organizationId, boundCredentialId: former.boundCredentialId, expiresAt: former.expiresAt!, remember: former.rememberConsent };
  const issued = await issueCode(ctx, { ...request, attemptId, terms });
  const { client } = request;
  recordStep({ step: "consent", succeeded: true, clientId: client.clientId, clientName: client.name, userId: ctx.principal.user.id, credentialId: issued!.grantId, attemptId, detail: { remembered_from: former.id, scopes }, caller: ctx });
  return answerAddress(request.redirectUri, request.state, { code: issued!.code });
}
