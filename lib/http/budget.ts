import type { Awaitable } from "@/lib/awaitable";
import { networkOf } from "@/lib/client-address/addresses";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { limiter, type Budget, type Window } from "@/lib/rate-limit/limiter";
import { takeTogether } from "@/lib/rate-limit/take-together";

/** Documents that every client fetches. */
const publicPerMinute = 600;
/** A resource server asks once per call that it receives; what it asks about has a limit of its own. */
const verificationsPerMinute = 600_000;

/** A page that watches asks less than once a second; several may be open. */
const livePerMinute = 240;

/** Takes one call from whoever makes it: the credential, or the network where there is none. */
export function takeBudget(route: RouteDefinition | undefined, principal: Principal | undefined, ip: string | undefined): Awaitable<Budget> {
  if (principal && route?.rateLimit === "verification") return limiter().take(`verification ${principal.credentialId}`, principal.rateLimitPerMinute ?? verificationsPerMinute);
  if (principal?.kind === "session" && route?.rateLimit === "live") return limiter().take(`live ${principal.credentialId}`, livePerMinute);
  if (principal) return takeFromBudget(principal);
  if (route?.rateLimit === "public") return limiter().take(`public ${networkOf(ip)}`, publicPerMinute);
  return takeTogether(anonymousKey(ip), config().anonymousRatePerMinute);
}

/** What is refused in any case is counted by this instance alone: nobody waits to be told no. */
export function takeRefusedBudget(ip: string | undefined): Budget {
  return limiter().take(anonymousKey(ip), config().anonymousRatePerMinute);
}

/** What is left to a network, without taking. */
export function peekBudget(ip: string | undefined): Budget {
  return limiter().peek(anonymousKey(ip), config().anonymousRatePerMinute);
}

const anonymousKey = (ip: string | undefined) => `anonymous ${networkOf(ip)}`;

/** Bad credentials count against the network that sends them, as a key would against itself. */
export function takeBadCredentialBudget(ip: string | undefined): Budget {
  return limiter().take(`bad credential ${networkOf(ip)}`, config().ratePerMinute);
}

export function requireBudget(budget: Budget): void {
  if (!budget.allowed) throw new Refusal("RATE_LIMITED", { retry_after: secondsLeft(budget) });
}

/** X-RateLimit-* and the IETF fields (draft-ietf-httpapi-ratelimit-headers). */
export function budgetHeaders(budget: Budget): Record<string, string> {
  const { minute, day } = budget.windows ?? { minute: budget, day: undefined };
  return {
    "x-ratelimit-limit": String(budget.limit),
    "x-ratelimit-remaining": String(budget.remaining),
    "x-ratelimit-reset": String(Math.ceil(budget.resetsAt / 1000)),
    "ratelimit-policy": minute === budget ? policyOf("minute", minute) : `${policyOf("minute", minute)}, ${policyOf("day", day!)}`,
    ratelimit: minute === budget ? stateOf("minute", minute) : `${stateOf("minute", minute)}, ${stateOf("day", day!)}`,
  };
}

const seconds = { minute: 60, day: 86_400 };

function policyOf(name: "minute" | "day", { limit }: Window): string {
  return `"${name}";q=${limit};w=${seconds[name]}`;
}

function stateOf(name: "minute" | "day", window: Window): string {
  return `"${name}";r=${window.remaining};t=${secondsLeft(window)}`;
}

function secondsLeft({ resetsAt }: Window): number {
  return Math.max(1, Math.ceil((resetsAt - clock.now().getTime()) / 1000));
}
