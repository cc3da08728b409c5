import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey } from "@/lib/crypto/key-format";
import type { Transaction } from "@/lib/db/client";
import { Prisma, type OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { OauthRefusal } from "../errors";
import { readClientMetadata } from "./metadata";
import { newClientSecret } from "./secret";

/**
 * Registers a client that asks for it (RFC 7591): everybody may, or what they register waits for an administrator, or nobody may;
 * who holds an initial access token always may. The secret of a confidential client is answered this once.
 */
export async function registerClient(caller: Caller, document: unknown, initialAccessToken: string | undefined): Promise<{ client: OauthClient; secret: string | undefined }> {
  const mode = config().registrationMode;
  if (mode === "off" && initialAccessToken === undefined) {
    throw new OauthRefusal("invalid_token", "Clients cannot register themselves here without an initial access token", { cause: "registration_off" });
  }
  const metadata = readClientMetadata(document);
  const id = newId("client");
  const secret = newClientSecret(metadata.tokenEndpointAuthMethod);
  const data = {
    ...metadata,
    jwks: metadata.jwks ?? Prisma.DbNull,
    id,
    clientId: id,
    kind: "dynamic",
    registeredIp: caller.ip,
    registeredUserAgent: caller.userAgent?.slice(0, 400),
    ...(secret && { secrets: { create: { hash: sha256(secret.text), hint: secret.hint } } }),
  };
  return withAudit(caller, async (tx) => {
    const voucher = initialAccessToken === undefined ? undefined : await useInitialAccessToken(tx, initialAccessToken);
    const status = mode === "approval" && !voucher ? "pending" : "active";
    const client = await tx.oauthClient.create({ data: { ...data, status } });
    const detail = { redirect_uris: client.redirectUris, token_endpoint_auth_method: client.tokenEndpointAuthMethod, status, ...(voucher && { initial_access_token: voucher.id }) };
    return { result: { client, secret: secret?.text }, entry: { action: "oauth_client.registered", target: { type: "oauth_client", id, name: client.name }, detail } };
  });
}

/** One guarded update takes one use: a token for one registration registers one client, whoever else comes at the same moment. */
async function useInitialAccessToken(tx: Transaction, token: string): Promise<{ id: string }> {
  const now = clock.now();
  const hash = isWellFormedKey(token) ? sha256(token) : "";
  const living = { hash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const counted = await tx.initialAccessToken.updateMany({ where: { ...living, remainingUses: { gt: 0 } }, data: { remainingUses: { decrement: 1 }, lastUsedAt: now } });
  const { count } = counted.count > 0 ? counted : await tx.initialAccessToken.updateMany({ where: { ...living, remainingUses: null }, data: { lastUsedAt: now } });
  if (count !== 1) throw new OauthRefusal("invalid_token", "The initial access token is unknown, used up, revoked or expired", { cause: "initial_token_invalid" });
  return tx.initialAccessToken.findUniqueOrThrow({ where: { hash }, select: { id: true } });
}
