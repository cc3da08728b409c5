import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import type { DeviceCode } from "@/lib/db/generated/client";
import { issueRefreshToken } from "@/lib/refresh-tokens/issue";
import { grantTypes } from "../clients/metadata";
import { recordStep } from "../doctor/record";
import { OauthRefusal, type Concerned } from "../errors";
import { mintAccessToken, narrowScopes, requireLivingGrant, type TokenAnswer } from "../grants/mint";
import { askedScopes, concerned, requireParameter, requireSameResource, type TokenRequest } from "./request";

/** What a device is answered while it polls (RFC 8628, section 3.5), and in the end its tokens, once. */
export async function redeemDeviceCode(request: TokenRequest): Promise<TokenAnswer> {
  const { client, form } = request;
  const row = await db().deviceCode.findUnique({ where: { hash: sha256(requireParameter(form, "device_code")) } });
  if (!row || row.clientId !== client.id || row.usedAt) throw new OauthRefusal("invalid_grant", "The device code is unknown or was used", { cause: "device_code_unknown", about: concerned(client) });
  const about = concerned(client, row.credentialId === null ? undefined : { id: row.credentialId, userId: row.userId! }, row.attemptId);
  requireSameResource(row.resource, form, about);
  if (row.expiresAt <= clock.now()) throw new OauthRefusal("expired_token", "The device code has expired", { cause: "device_code_expired", about });
  if (row.status === "denied") throw new OauthRefusal("access_denied", "The person denied the request", { cause: "consent_denied", about });
  if (row.status !== "approved") throw await pendingAnswer(row);
  return redeem(request, row, about);
}

/** Polls that come too fast are told so, and each time the device has to wait five seconds longer (section 3.5). Housekeeping. */
async function pendingAnswer(row: DeviceCode): Promise<OauthRefusal> {
  const now = clock.now();
  // half a second for the way that a request takes
  const earliest = new Date(now.getTime() - row.intervalSeconds * 1000 + 500);
  const { count } = await db().deviceCode.updateMany({
    where: { hash: row.hash, OR: [{ lastPolledAt: null }, { lastPolledAt: { lte: earliest } }] },
    data: { lastPolledAt: now },
  });
  if (count === 1) return new OauthRefusal("authorization_pending", "The person has not decided yet");
  await db().deviceCode.updateMany({ where: { hash: row.hash, intervalSeconds: { lt: 60 } }, data: { intervalSeconds: { increment: 5 }, lastPolledAt: now } });
  return new OauthRefusal("slow_down", `Ask every ${Math.min(60, row.intervalSeconds + 5)} seconds`);
}

async function redeem({ caller, client, form }: TokenRequest, row: DeviceCode, about: Concerned): Promise<TokenAnswer> {
  const credentialId = row.credentialId!;
  const grant = await requireLivingGrant(credentialId, about);
  const scopes = narrowScopes(grant, askedScopes(form), about);
  const { user, organizationId } = grant.principal;
  const refreshToken = await withAudit(caller, async (tx) => {
    const { count } = await tx.deviceCode.updateMany({ where: { hash: row.hash, status: "approved", usedAt: null }, data: { usedAt: clock.now() } });
    if (count !== 1) return { result: undefined, entry: [] };
    const expiresAt = row.grantExpiresAt!;
    await tx.credential.updateMany({ where: { id: credentialId, revokedAt: null }, data: { expiresAt } });
    return {
      result: await issueRefreshToken(tx, { credentialId, expiresAt }),
      actor: { kind: "grant", userId: user.id, name: user.username, credentialId },
      entry: { action: "grant.fetched", organizationId, target: { type: "grant", id: credentialId, name: client.name }, detail: { client_id: client.clientId } },
    };
  });
  if (refreshToken === undefined) throw new OauthRefusal("invalid_grant", "The device code was used", { cause: "device_code_unknown", about });
  const living = await requireLivingGrant(credentialId, about);
  const answer = await mintAccessToken(living, { ...scopes, clientId: client.clientId, resource: row.resource });
  recordStep({ step: "token", succeeded: true, ...about, detail: { grant_type: grantTypes.device, scope: answer.scope, resource: row.resource }, caller });
  return { ...answer, refresh_token: refreshToken };
}
