import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ConsentRequestView } from "@/lib/contract/consent";
import { db } from "@/lib/db/client";
import { recordStep } from "../doctor/record";
import { makeOffer } from "../grants/offer";
import { showClient } from "../grants/show-client";
import { showRedirect } from "../grants/show-redirect";
import { describeResource } from "@/lib/gateway/resources/known-resources";
import { findPending, type Gone, type Pending } from "./pending";
import { isSignInFresh } from "./read-prompt";
import { needsExplicitRemember } from "./remembered";

export type ConsentPage =
  | ({ state: "ask" } & ConsentRequestView)
  /** The client wants the person to prove who they are again, now. */
  | { state: "sign_in_again" }
  | { state: "gone"; reason: Gone };

/** What the consent page shows for the handle in its address, to the browser with that cookie. */
export async function getConsentRequest(ctx: UserContext, handle: string, browserCookie: string | undefined): Promise<ConsentPage> {
  const pending = await findPending(handle, browserCookie);
  if (typeof pending === "string") return { state: "gone", reason: pending };
  if (!isFresh(ctx, pending)) return { state: "sign_in_again" };
  await noteFirstSight(ctx, pending);
  const { client, redirectUri } = pending;
  const { user } = ctx.principal;
  const redirect = showRedirect(redirectUri);
  return {
    state: "ask",
    request: handle,
    client: showClient(client),
    redirect,
    loopback_warning: redirect.kind !== "web",
    resource: await describeResource(pending.resource),
    offer: await makeOffer(ctx, pending),
    remember_needs_asking: needsExplicitRemember(client, redirectUri),
    account: { id: user.id, username: user.username, email: user.email, name: user.name },
    expires_at: toWireTime(pending.expiresAt),
  };
}

export function isFresh(ctx: UserContext, pending: Pending): boolean {
  return isSignInFresh(ctx.principal, { login: pending.prompt === "login", maxAgeSeconds: pending.maxAgeSeconds, since: pending.createdAt });
}

/** Tells the doctor once that somebody has signed in. */
async function noteFirstSight(ctx: UserContext, pending: Pending): Promise<void> {
  const { count } = await db().authorizationRequest.updateMany({ where: { hash: pending.hash, seenAt: null }, data: { seenAt: clock.now() } });
  if (count !== 1) return;
  const { clientId, name: clientName } = pending.client;
  recordStep({ step: "sign_in", succeeded: true, clientId, clientName, userId: ctx.principal.user.id, attemptId: pending.attemptId ?? undefined, caller: ctx });
}
