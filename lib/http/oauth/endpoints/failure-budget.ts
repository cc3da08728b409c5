import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import { OauthRefusal } from "@/lib/oauth/errors";
import { limiter } from "@/lib/rate-limit/limiter";

/** Refused calls from one network: far above what a confused client makes, far below what guessing takes. */
const failuresPerMinute = 300;

/** Throws (429) where a network has failed too often. */
export function requireFailuresLeft(name: string, ip: string | undefined): void {
  const { allowed, resetsAt } = limiter().peek(keyOf(name, ip), failuresPerMinute);
  if (allowed) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt - clock.now().getTime()) / 1000));
  throw new OauthRefusal("temporarily_unavailable", `Too many refused requests from this address. Try again in ${retryAfterSeconds} seconds`, { status: 429, cause: "rate_limited", retryAfterSeconds });
}

export function takeFailure(name: string, ip: string | undefined): void {
  limiter().take(keyOf(name, ip), failuresPerMinute);
}

const keyOf = (name: string, ip: string | undefined) => `oauth failures ${name} ${networkOf(ip)}`;
