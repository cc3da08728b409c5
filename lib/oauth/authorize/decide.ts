import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import type { CauseCode } from "../doctor/causes";
import { recordStep } from "../doctor/record";
import type { Step } from "../doctor/step";
import { chooseTerms, type Decision } from "../grants/choose-terms";
import { answerAddress, errorAddress } from "./answer-address";
import { isFresh } from "./consent";
import { issueCode } from "./issue-code";
import { findPending, type Gone, type Pending } from "./pending";

export type ConsentDecision = Decision & {
  allow: boolean;
  /** Whom the page was shown to: another account may have signed in meanwhile in another tab. */
  accountId: string;
};

/**
 * A person's answer to a request that waits in this browser: the address where the browser takes it to the client. Throws
 * CONFLICT where the request cannot be decided any more, REAUTHENTICATION_REQUIRED, or VALIDATION_FAILED.
 */
export async function decideConsent(ctx: UserContext, handle: string, browserCookie: string | undefined, decision: ConsentDecision): Promise<string> {
  const pending = await findPending(handle, browserCookie);
  if (typeof pending === "string") throw gone(ctx, pending);
  if (decision.accountId !== ctx.principal.user.id) throw new Refusal("CONFLICT", { field: "account" }, "A different account is signed in now than when the page was shown: reload it");
  if (!isFresh(ctx, pending)) throw new Refusal("REAUTHENTICATION_REQUIRED", {}, "Sign in again: the app asked for it");
  return decision.allow ? allow(ctx, pending, decision) : deny(ctx, pending);
}

async function allow(ctx: UserContext, pending: Pending, decision: Decision): Promise<string> {
  const terms = await chooseTerms(ctx, pending, decision);
  const issued = await issueCode(ctx, { ...pending, terms, consume: (tx) => consume(tx, pending) });
  if (!issued) throw gone(ctx, "used");
  recordStep({ ...stepOf(ctx, pending), succeeded: true, credentialId: issued.grantId, detail: { scopes: terms.scopes } });
  return answerAddress(pending.redirectUri, pending.state, { code: issued.code });
}

async function deny(ctx: UserContext, pending: Pending): Promise<string> {
  const { client } = pending;
  const detail = { redirect_uri: pending.redirectUri, resource: pending.resource };
  const won = await withAudit(ctx, async (tx) => {
    const result = await consume(tx, pending);
    return { result, entry: result ? { action: "grant.denied", target: { type: "oauth_client", id: client.id, name: client.name }, detail } : [] };
  });
  if (!won) throw gone(ctx, "used");
  recordStep({ ...stepOf(ctx, pending), succeeded: false, cause: "consent_denied" });
  return errorAddress(pending.redirectUri, pending.state, { code: "access_denied", description: "The person denied the request" });
}

/** One guarded update: of two answers to one request one counts. */
async function consume(tx: Transaction, { hash }: Pending): Promise<boolean> {
  const now = clock.now();
  const { count } = await tx.authorizationRequest.updateMany({ where: { hash, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  return count === 1;
}

function stepOf(ctx: UserContext, { client, attemptId }: Pending): Omit<Step, "succeeded"> {
  return { step: "consent", clientId: client.clientId, clientName: client.name, userId: ctx.principal.user.id, attemptId: attemptId ?? undefined, caller: ctx };
}

function gone(ctx: UserContext, reason: Gone): Refusal {
  const cause = causeOf[reason];
  if (cause) recordStep({ step: "consent", succeeded: false, userId: ctx.principal.user.id, cause, caller: ctx });
  return new Refusal("CONFLICT", { field: "request" }, "This request has expired or was answered already: start again in the app");
}

const causeOf: Partial<Record<Gone, CauseCode>> = { expired: "request_expired", other_browser: "request_other_browser", blocked: "client_blocked" };
