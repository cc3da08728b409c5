import { authenticate } from "@/lib/access/authenticate";
import { isMeantFor } from "@/lib/access/is-meant-for";
import { localAdmin } from "@/lib/access/local-admin";
import type { Awaitable } from "@/lib/awaitable";
import type { Principal } from "@/lib/context";
import type { GatewayRule } from "@/lib/contract/protected-apis";
import { config } from "@/lib/env/config";
import { isRefusal, Refusal } from "@/lib/errors";
import { admitByRule, findRule } from "@/lib/gateway/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { readTarget, type Target } from "@/lib/gateway/path";
import type { Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";
import { requireBudget, takeBadCredentialBudget, takeBudget } from "../budget";
import type { Incoming } from "../incoming";
import { readCredential } from "../read-credential";
import { mayActByCookie } from "../same-origin";

/** A request at the door of a protected API. `budget` is noted as soon as one was spent, for the headers of any answer. */
export type Visit = { api: CompiledApi; incoming: Incoming; call: Call; budget?: Budget };

export type Entered = Target & { rule: GatewayRule; principal: Principal | undefined; secret: string | undefined };

/**
 * Lets a request pass to the upstream: path, credential, limit, rule. The portal's cookie counts for nothing: an upstream would
 * act for the pages of other sites. Without a promise where the caller is known. Throws the refusal.
 */
export function enter(visit: Visit): Awaitable<Entered> {
  const target = readTarget(visit.api, visit.incoming.url);
  const secret = read(visit);
  const principal = identify(visit, secret);
  return principal instanceof Promise ? principal.then((known) => spend(visit, target, secret, known)) : spend(visit, target, secret, principal);
}

function read(visit: Visit): string | undefined {
  try {
    // what it answers is at hand where no cookie is looked at
    return (readCredential(visit.incoming, false) as { secret: string } | undefined)?.secret;
  } catch (thrown) {
    throw countBad(visit, thrown);
  }
}

function identify(visit: Visit, secret: string | undefined): Awaitable<Principal | undefined> {
  if (secret === undefined) return isLocalAdmin(visit) ? localAdmin() : undefined;
  try {
    const principal = authenticate(secret, visit.call);
    if (!(principal instanceof Promise)) return requireAudience(visit, principal);
    return principal.then((known) => requireAudience(visit, known)).catch((thrown: unknown) => {
      throw countBad(visit, thrown);
    });
  } catch (thrown) {
    throw countBad(visit, thrown);
  }
}

/** With ENABLE_AUTH=false everybody on this machine is the administrator; a page of another site in a browser on it is not. */
function isLocalAdmin({ incoming }: Visit): boolean {
  return !config().enableAuth && mayActByCookie({ method: "POST", header: incoming.header });
}

/** An access token is for one resource alone (RFC 9068, section 4). */
function requireAudience({ api }: Visit, principal: Principal): Principal {
  if (isMeantFor(principal, api.resource)) return principal;
  throw new Refusal("INVALID_TOKEN", {}, "The access token is for another resource");
}

/** A bad credential is counted against the network it comes from; beyond the limit that is what is said. */
function countBad(visit: Visit, thrown: unknown): unknown {
  if (!isRefusal(thrown)) return thrown;
  visit.call.reason = thrown.code;
  if (visit.budget) return thrown;
  visit.budget = takeBadCredentialBudget(visit.call.ip);
  try {
    requireBudget(visit.budget);
    return thrown;
  } catch (limited) {
    return limited;
  }
}

function spend(visit: Visit, target: Target, secret: string | undefined, principal: Principal | undefined): Awaitable<Entered> {
  const budget = takeBudget(undefined, principal, visit.call.ip);
  return budget instanceof Promise ? budget.then((taken) => admit(visit, target, secret, principal, taken)) : admit(visit, target, secret, principal, budget);
}

function admit(visit: Visit, target: Target, secret: string | undefined, principal: Principal | undefined, budget: Budget): Entered {
  visit.budget = budget;
  requireBudget(budget);
  const { api, call, incoming } = visit;
  const { method } = incoming;
  const rule = findRule(api, method, target.path);
  if (rule?.scope !== undefined) call.scopes = [rule.scope];
  return { ...target, rule: admitByRule(api, rule, { method, path: target.path }, principal), principal, secret };
}
