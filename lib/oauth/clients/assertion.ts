import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from "jose";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { OauthRefusal } from "../errors";
import { clientKeys } from "./keys";

/** Advertised in the metadata; a symmetric one is not among them, so that no public key can pass as a secret. */
export const assertionAlgorithms = ["ES256", "ES384", "RS256", "PS256", "EdDSA"];

const longestLifetimeSeconds = 3600;

/**
 * A client's signed assertion (RFC 7523, section 3): by a key of the client, about the client, for this server, not expired,
 * and used once. Throws invalid_client.
 */
export async function requireAssertion(client: OauthClient, assertion: string): Promise<void> {
  const payload = await verified(client, assertion);
  const { jti, exp, iss, sub } = payload;
  if (iss !== client.clientId || sub !== client.clientId) refuse(client, "iss and sub must be the client_id");
  if (exp === undefined || exp * 1000 > clock.now().getTime() + longestLifetimeSeconds * 1000) refuse(client, "exp must be given and at most an hour away");
  if (!isForUs(payload.aud)) refuse(client, `aud must be ${config().publicUrl}`);
  if (typeof jti !== "string" || jti === "") refuse(client, "jti is missing");
  await useOnce(client, jti, new Date(exp * 1000));
}

async function verified(client: OauthClient, assertion: string): Promise<JWTPayload> {
  for (const mayBeOld of [true, false]) {
    try {
      const keys = createLocalJWKSet((await clientKeys(client, { mayBeOld })) as JSONWebKeySet);
      return (await jwtVerify(assertion, keys, { algorithms: assertionAlgorithms, currentDate: clock.now(), clockTolerance: 30 })).payload;
    } catch (error) {
      // the client may have rotated its keys since its set was fetched
      const isUnknownKey = (error as { code?: string }).code === "ERR_JWKS_NO_MATCHING_KEY";
      if (!mayBeOld || !isUnknownKey || !client.jwksUri) refuse(client, isUnknownKey ? "its key is not in the client's set" : "its signature, form or time is not valid");
    }
  }
  return refuse(client, "its key is not in the client's set");
}

/** `aud` is this server's issuer; its token endpoint is what older clients name. Nobody else beside it. */
function isForUs(aud: JWTPayload["aud"]): boolean {
  const [audience, ...others] = [aud].flat();
  const { publicUrl, apiUrl } = config();
  return others.length === 0 && audience !== undefined && [publicUrl, `${publicUrl}/`, `${apiUrl}/oauth/token`].includes(audience);
}

/** One insert decides: of two who present the same assertion at once, one passes. */
async function useOnce(client: OauthClient, jti: string, expiresAt: Date): Promise<void> {
  const { count } = await db().revokedToken.createMany({
    data: [{ jti: `assertion:${sha256(`${client.id}\n${jti}`)}`, revokedAt: clock.now(), expiresAt: new Date(expiresAt.getTime() + 60_000) }],
    skipDuplicates: true,
  });
  if (count !== 1) refuse(client, "it was used before");
}

function refuse(client: OauthClient, why: string): never {
  throw new OauthRefusal("invalid_client", `The client assertion is not valid: ${why}`, { cause: "client_assertion_invalid", detail: { client_id: client.clientId } });
}
