import type { Awaitable } from "@/lib/awaitable";
import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import { OauthRefusal } from "@/lib/oauth/errors";
import { limiter, type Budget } from "@/lib/rate-limit/limiter";
import { takeTogether } from "@/lib/rate-limit/take-together";

/** Calls from one address (IPv6: one /64). Large products call for all their users from a few. */
export type AddressLimits = { perMinute: number; perHour?: number };

export type Taken = { budget: Budget; refused: OauthRefusal | undefined };

const hourMilliseconds = 3_600_000;

/**
 * Takes one call. The headers tell of the minute; a refusal says when to come back. What has a limit for the hour, all instances
 * count together; what is called for each request of an API, every one by itself and without a promise.
 */
export function takeAddressBudget(name: string, { perMinute, perHour }: AddressLimits, ip: string | undefined): Awaitable<Taken> {
  const network = networkOf(ip);
  return perHour === undefined ? judge(limiter().take(`oauth ${name} ${network}`, perMinute)) : takeBoth(name, network, perMinute, perHour);
}

async function takeBoth(name: string, network: string, perMinute: number, perHour: number): Promise<Taken> {
  const minute = await takeTogether(`oauth ${name} ${network}`, perMinute);
  return minute.allowed ? judge(minute, await takeTogether(`oauth ${name} hour ${network}`, perHour, hourMilliseconds)) : judge(minute);
}

function judge(minute: Budget, hour?: Budget): Taken {
  const spent = [minute, hour].find((window) => window?.allowed === false);
  return { budget: minute, refused: spent && tooMany(spent) };
}

function tooMany({ resetsAt }: Budget): OauthRefusal {
  const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt - clock.now().getTime()) / 1000));
  return new OauthRefusal("temporarily_unavailable", `Too many requests from this address. Try again in ${retryAfterSeconds} seconds`, { status: 429, cause: "rate_limited", retryAfterSeconds });
}
