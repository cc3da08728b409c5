import { readSessionCookie } from "@/lib/auth/session-cookie";
import type { Awaitable } from "@/lib/awaitable";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "./incoming";
import { mayActByCookie } from "./same-origin";

export type Presented = { by: "header"; secret: string } | { by: "cookie"; sessionId: string };

/**
 * The one credential of a request: `Authorization: Bearer`, `X-API-Key`, or the portal's cookie. Two different ones are refused
 * (BAD_REQUEST): which one was meant is not for us to guess. A header wins over the cookie, also when it is bad.
 */
export function readCredential(incoming: Incoming, cookieCounts: boolean): Awaitable<Presented | undefined> {
  const bearer = readBearer(once(incoming.header("authorization")));
  const apiKey = once(incoming.header("x-api-key"));
  if (bearer !== undefined && apiKey !== undefined && bearer !== apiKey) throw twoCredentials();
  const secret = bearer ?? apiKey;
  if (secret !== undefined) {
    if (/[,\s]/.test(secret)) throw twoCredentials();
    return { by: "header", secret };
  }
  return cookieCounts ? readCookie(incoming) : undefined;
}

/** A header that was sent twice with the same value, as some proxies do, is one. */
function once(header: string | undefined): string | undefined {
  if (!header?.includes(",")) return header?.trim();
  const values = new Set(header.split(",").map((value) => value.trim()));
  return values.size === 1 ? [...values][0] : header.trim();
}

function readCookie(incoming: Incoming): Awaitable<Presented | undefined> {
  const header = incoming.header("cookie");
  return header === undefined ? undefined : readSessionCookie(header).then((sessionId) => allowCookie(incoming, sessionId));
}

function allowCookie(incoming: Incoming, sessionId: string | undefined): Presented | undefined {
  if (sessionId === undefined) return undefined;
  if (!mayActByCookie(incoming)) throw new Refusal("FORBIDDEN", {}, "This request came from another site: the session cookie acts only for our own pages");
  return { by: "cookie", sessionId };
}

function readBearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [scheme = "", ...rest] = header.trim().split(/\s+/);
  if (scheme.toLowerCase() !== "bearer") {
    throw new Refusal("INVALID_TOKEN", {}, "Invalid token: send it as `Authorization: Bearer <token>` or `X-API-Key: <key>`");
  }
  if (rest.length > 1) throw twoCredentials();
  return rest[0] ?? "";
}

const twoCredentials = () => new Refusal("BAD_REQUEST", {}, "Send one credential, not two");
