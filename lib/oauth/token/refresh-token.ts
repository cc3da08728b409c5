import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey } from "@/lib/crypto/key-format";
import { db, type Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { knownResources } from "@/lib/gateway/resources/known-resources";
import { limiter } from "@/lib/rate-limit/limiter";
import { rotateRefreshToken, type Rotation } from "@/lib/refresh-tokens/rotate";
import { recordStep } from "../doctor/record";
import { OauthRefusal, type Concerned } from "../errors";
import { describeEnd, endReasons } from "../grants/end-reasons";
import { mintAccessToken, narrowScopes, requireLivingGrant, type TokenAnswer } from "../grants/mint";
import { askedScopes, concerned, requireParameter, requireSameResource, type TokenRequest } from "./request";

type Link = Prisma.RefreshTokenGetPayload<{ include: { credential: { include: { user: true } } } }>;

/**
 * Exchanges a refresh token for a new pair (RFC 6749, section 6). Everything is checked before the token is used up; what
 * becomes of one that was used before is decided in lib/refresh-tokens/rotate.ts.
 */
export async function refreshGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { caller, client, form } = request;
  const link = await findLink(request);
  const about = concerned(client, link.credential);
  const resource = link.credential.resource!;
  requireSameResource(resource, form, about);
  await requireThere(resource, about);
  const grant = await requireLivingGrant(link.credentialId, about);
  const scopes = narrowScopes(grant, askedScopes(form), about);
  const rotation = await withAudit(caller, (tx) => rotate(tx, link));
  if (rotation.token === undefined) throw new OauthRefusal("invalid_grant", endReasons.refresh_token_reused, { cause: "refresh_reused", about });
  noteSuccess(request, about, rotation.replayed);
  const answer = await mintAccessToken(grant, { ...scopes, clientId: client.clientId, resource });
  return { ...answer, refresh_token: rotation.token };
}

async function findLink({ client, form }: TokenRequest): Promise<Link> {
  const token = requireParameter(form, "refresh_token");
  const link = isWellFormedKey(token) ? await db().refreshToken.findUnique({ where: { hash: sha256(token) }, include: { credential: { include: { user: true } } } }) : null;
  if (!link || link.credential.kind !== "grant") throw new OauthRefusal("invalid_grant", "The refresh token is unknown", { cause: "refresh_unknown", about: concerned(client) });
  const about = concerned(client, link.credential);
  if (link.credential.clientId !== client.id) throw new OauthRefusal("invalid_grant", "The refresh token was given to another client", { cause: "refresh_other_client", about: concerned(client) });
  if (link.credential.revokedAt) {
    const { revokedReason } = link.credential;
    throw new OauthRefusal("invalid_grant", `This connection has ended. ${describeEnd(revokedReason)}`, { cause: revokedReason === "refresh_token_reused" ? "refresh_reused" : "grant_revoked", about });
  }
  if (link.expiresAt <= clock.now()) throw new OauthRefusal("invalid_grant", "This connection has expired. Connect again", { cause: "refresh_expired", about });
  return link;
}

/** Switched off for a while, it may come back: the connection lives on, and its refresh token is not used up. */
async function requireThere(resource: string, about: Concerned): Promise<void> {
  if ((await knownResources()).includes(resource)) return;
  throw new OauthRefusal("invalid_target", `The resource ${resource} is switched off, or no longer there`, { cause: "resource_unknown", about });
}

async function rotate(tx: Transaction, link: Link): Promise<Audited<Rotation>> {
  const { credential, credentialId } = link;
  const actor = { kind: "grant", userId: credential.userId, name: credential.user.username, credentialId };
  const common = { organizationId: credential.organizationId ?? undefined, target: { type: "grant", id: credentialId, name: credential.name } };
  const rotation = await rotateRefreshToken(tx, link);
  if (rotation.token === undefined) {
    const entry = { action: "grant.revoked", subjectUserId: credential.userId, ...common, detail: { reason: endReasons.refresh_token_reused, first_used_at: link.usedAt?.toISOString() } };
    return { result: rotation, actor, changed: rotation.changed, entry };
  }
  return { result: rotation, actor, entry: { action: "grant.refreshed", ...common, detail: { replayed: rotation.replayed } } };
}

const fiveMinutes = 300_000;

/** A grant that is refreshed in a loop leaves a line now and then, not one each time. */
function noteSuccess({ caller }: TokenRequest, about: Concerned, replayed: boolean): void {
  if (limiter().take(`refresh step ${about.credentialId}`, 2, fiveMinutes).allowed) recordStep({ step: "refresh", succeeded: true, ...about, detail: { replayed }, caller });
}
