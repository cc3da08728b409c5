import { randomBytes } from "node:crypto";
import { clock, secondsFromNow } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { CheckedRequest } from "./read-request";

/** How long a request may lie open: time to sign up, confirm an address and read. */
const waitsSeconds = 30 * 60;

/**
 * Keeps a checked request until a person decides, bound to this one browser. Only hashes of handle and cookie are stored.
 * Housekeeping: it grants nothing.
 */
export async function keepRequest(caller: Caller, request: CheckedRequest, browserSecret: string, attemptId: string): Promise<string> {
  const handle = newSecret();
  await db().authorizationRequest.create({
    data: {
      hash: sha256(handle),
      clientId: request.client.id,
      browserHash: sha256(browserSecret),
      redirectUri: request.redirectUri,
      redirectUriSent: request.redirectUriSent,
      codeChallenge: request.codeChallenge,
      state: request.state,
      nonce: request.nonce,
      resource: request.resource,
      scopes: request.scopes,
      optionalScopes: request.optionalScopes,
      prompt: request.prompt.login ? "login" : undefined,
      maxAgeSeconds: request.prompt.maxAgeSeconds,
      ip: caller.ip,
      userAgent: caller.userAgent?.slice(0, 400),
      attemptId,
      createdAt: clock.now(),
      expiresAt: secondsFromNow(waitsSeconds),
    },
  });
  return handle;
}

/** 256 random bits, in characters that an address and a cookie may hold. */
export const newSecret = () => randomBytes(32).toString("base64url");

export type Pending = Prisma.AuthorizationRequestGetPayload<{ include: { client: true } }>;

/** Why a request cannot be decided (any more). */
export type Gone = "unknown" | "other_browser" | "expired" | "used" | "blocked";

/** The request of that handle, if this browser brought it and it still waits. */
export async function findPending(handle: string, browserSecret: string | undefined): Promise<Pending | Gone> {
  const pending = await db().authorizationRequest.findUnique({ where: { hash: sha256(handle) }, include: { client: true } });
  if (!pending) return "unknown";
  if (browserSecret === undefined || sha256(browserSecret) !== pending.browserHash) return "other_browser";
  if (pending.usedAt) return "used";
  if (pending.expiresAt <= clock.now()) return "expired";
  return pending.client.status === "active" ? pending : "blocked";
}
