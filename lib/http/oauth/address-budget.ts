import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import { OauthRefusal } from "@/lib/oauth/errors";
import { limiter, type Budget } from "@/lib/rate-limit/limiter";

/** Calls from one address (IPv6: one /64). Large products call for all their users from a few. */
export type AddressLimits = { perMinute: number; perHour?: number };

const hourMilliseconds = 3_600_000;

/** Takes one call. The headers tell of the minute; a refusal says when to come back. */
export function takeAddressBudget(name: string, { perMinute, perHour }: AddressLimits, ip: string | undefined): { budget: Budget; refused: OauthRefusal | undefined } {
  const budget = limiter().take(`oauth ${name} ${networkOf(ip)}`, perMinute);
  const hour = perHour === undefined || !budget.allowed ? undefined : limiter().take(`oauth ${name} hour ${networkOf(ip)}`, perHour, hourMilliseconds);
  const spent = !budget.allowed ? budget : hour?.allowed === false ? hour : undefined;
  return { budget, refused: spent && tooMany(spent) };
}

function tooMany({ resetsAt }: Budget): OauthRefusal {
  const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt - clock.now().getTime()) / 1000));
  return new OauthRefusal("temporarily_unavailable", `Too many requests from this address. Try again in ${retryAfterSeconds} seconds`, { status: 429, cause: "rate_limited", retryAfterSeconds });
}
