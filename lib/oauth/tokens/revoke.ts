import { tagOf } from "@/lib/tags";
import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { endCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { recordStep } from "../doctor/record";
import { OauthRefusal } from "../errors";
import { endReasons } from "../grants/end-reasons";
import { findPresentedToken, type PresentedToken, type TokenOwner } from "./find-presented";

/**
 * RFC 7009. A refresh token takes its whole family and all access tokens along, an access token goes alone. What is no token,
 * or another client's, changes nothing and is answered alike (section 2.2: the client could do nothing about it).
 */
export async function revokePresentedToken(caller: Caller, client: OauthClient | undefined, token: string): Promise<void> {
  const presented = await findPresentedToken(token);
  if (!presented || presented.owner.revokedAt || !mayRevoke(client, presented.owner)) return;
  const { owner } = presented;
  await withAudit(caller, (tx) => revoke(tx, presented));
  recordStep({ step: "revoke", succeeded: true, clientId: owner.client?.clientId, clientName: owner.client?.name, userId: owner.userId, credentialId: owner.id, detail: { token: presented.kind }, caller });
}

/** A confidential client proves who it is; elsewhere whoever holds the token may put an end to it. Throws invalid_client. */
function mayRevoke(client: OauthClient | undefined, owner: TokenOwner): boolean {
  if (client) return owner.clientId === client.id;
  if (owner.client === null || owner.client.tokenEndpointAuthMethod === "none") return true;
  throw new OauthRefusal("invalid_client", `The token was given to a client that is registered with ${owner.client.tokenEndpointAuthMethod}: it must authenticate`, { cause: "client_auth_missing" });
}

async function revoke(tx: Transaction, presented: PresentedToken): Promise<Audited<void>> {
  const { owner } = presented;
  const actor = { kind: owner.kind, userId: owner.userId, name: owner.user.username, credentialId: owner.id };
  const common = { organizationId: owner.organizationId ?? undefined, target: { type: owner.kind, id: owner.id, name: owner.name } };
  if (presented.kind === "refresh" || isSingleToken(presented)) {
    const changed = await endCredential(tx, owner.id, "revoked_by_client");
    return { result: undefined, actor, changed, entry: { action: `${owner.kind}.revoked`, ...common, detail: { reason: endReasons.revoked_by_client } } };
  }
  const { tokenId, expiresAt } = presented.claims;
  await tx.revokedToken.createMany({ data: [{ jti: tokenId, revokedAt: clock.now(), expiresAt: expiresAt ?? null }], skipDuplicates: true });
  return { result: undefined, actor, changed: [tagOf.credential(owner.id)], entry: { action: "grant.token_revoked", ...common, detail: { token_id: tokenId } } };
}

/** A token by exchange is all that its credential ever signs. */
function isSingleToken({ owner }: PresentedToken): boolean {
  return owner.parentId !== null;
}
