import type { z } from "zod";
import type { VerifyCode, verifyApiKey } from "@/lib/contract/api-keys";
import { scopeAllows } from "@/lib/contract/scopes";
import type { Awaitable } from "@/lib/awaitable";
import { toWireTime } from "@/lib/clock";
import type { Principal, UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import type { Budget } from "@/lib/rate-limit/limiter";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import { toUserSummary } from "@/lib/users/view";
import { canonicalAddress } from "@/lib/client-address/addresses";
import { authenticate } from "./authenticate";
import { isMeantFor } from "./is-meant-for";

type Input = z.infer<(typeof verifyApiKey)["body"]>;
type Verdict = z.infer<(typeof verifyApiKey)["response"]>;

const refusals: readonly string[] = ["INVALID_TOKEN", "TOKEN_EXPIRED", "IP_NOT_ALLOWED", "ACCOUNT_SUSPENDED", "SECOND_FACTOR_MISSING"];

/** Checks a credential on behalf of another API: is it valid, from that address, with those scopes, for that resource. A refusal is an answer, not an error. */
export function verifyPresented(ctx: UserContext, input: Input): Awaitable<Verdict> {
  const call = new Call({
    channel: "verify",
    requestId: ctx.requestId,
    ip: input.ip === undefined ? undefined : canonicalAddress(input.ip),
    userAgent: input.user_agent,
    method: input.method,
    target: input.path ?? input.resource,
    scopes: input.scopes,
    askedBy: ctx.principal.credentialId,
  });
  try {
    const principal = authenticate(input.key, call);
    const verdict = principal instanceof Promise ? principal.then((found) => judge(found, input)) : judge(principal, input);
    if (!(verdict instanceof Promise)) return conclude(call, verdict);
    return verdict.catch(toVerdict).then((found) => conclude(call, found));
  } catch (error) {
    return conclude(call, toVerdict(error));
  }
}

function conclude(call: Call, verdict: Verdict): Verdict {
  if (!verdict.valid) call.reason = verdict.code;
  recordCall(call);
  return verdict;
}

function toVerdict(error: unknown): Verdict {
  if (isRefusal(error) && refusals.includes(error.code)) return { valid: false, code: error.code as z.infer<typeof VerifyCode>, error: error.message };
  throw error;
}

function judge(principal: Principal, input: Input): Awaitable<Verdict> {
  if (input.resource !== undefined && !isMeantFor(principal, input.resource)) return { valid: false, code: "INVALID_TOKEN", error: "The token is meant for another resource" };
  const budget = takeFromBudget(principal);
  return budget instanceof Promise ? budget.then((taken) => describe(principal, input, taken)) : describe(principal, input, budget);
}

function describe(principal: Principal, input: Input, budget: Budget): Verdict {
  const rate_limit = { limit: budget.limit, remaining: budget.remaining, reset: Math.ceil(budget.resetsAt / 1000) };
  if (!budget.allowed) return { valid: false, code: "RATE_LIMITED", error: "Too many requests", rate_limit };
  const missing = input.scopes?.find((scope) => !scopeAllows(principal.scopes, scope));
  if (missing !== undefined) return { valid: false, code: "FORBIDDEN", error: "Insufficient permissions", required_scope: missing, rate_limit };
  return {
    valid: true,
    code: "VALID",
    kind: principal.kind,
    id: principal.credentialId,
    name: principal.credentialName,
    user: toUserSummary(principal.user),
    organization_id: principal.organizationId,
    scopes: [...principal.scopes],
    groups: [...principal.user.groups],
    environment: principal.environment,
    resource: principal.audience,
    client_id: principal.client?.clientId,
    expires_at: toWireTime(principal.expiresAt),
    rate_limit,
  };
}
