import { withAudit } from "@/lib/audit/with-audit";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { clock, secondsFromNow } from "@/lib/clock";
import type { Role } from "@/lib/contract/scopes";
import { db, type Transaction } from "@/lib/db/client";
import type { OauthClient, User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { scopeRegistry } from "@/lib/scopes/registry";
import { split } from "../authorize/read-scopes";
import { grantTypes } from "../clients/metadata";
import { recordStep } from "../doctor/record";
import { OauthRefusal } from "../errors";
import { createGrant } from "../grants/create-grant";
import { mintAccessToken, narrowScopes, requireLivingGrant, type TokenAnswer } from "../grants/mint";
import { chooseResource } from "../choose-resource";
import { askedScopes, concerned, type TokenRequest } from "./request";

/**
 * A program that acts for whoever registered it (RFC 6749, section 4.4), within the scopes of its registration and of that
 * person's role. Without a refresh token (section 4.4.3): it can always ask again. All tokens for one resource hang on one
 * grant, which its owner sees among the connected apps.
 */
export async function grantToClient({ caller, client, form }: TokenRequest): Promise<TokenAnswer> {
  const owner = await requireOwner(client);
  const resource = await chooseResource(client, form.getAll("resource"));
  const { grantId, ceiling } = await withAudit(caller, async (tx) => {
    const found = await findOrCreateGrant(tx, { caller, client, owner, resource });
    return { result: found, actor: { kind: "grant", userId: owner.id, name: owner.username, credentialId: found.grantId }, entry: found.entry ?? [] };
  });
  const about = concerned(client, { id: grantId, userId: owner.id });
  const grant = await requireLivingGrant(grantId, about);
  const asked = askedScopes(form);
  // the registration may have become narrower than the grant is
  const wanted = (asked.length > 0 ? asked : ceiling).filter((name) => ceiling.includes(name));
  if (wanted.length === 0) throw new OauthRefusal("invalid_scope", "None of these scopes is this client's", { cause: "scope_none_grantable", detail: { asked, registered: ceiling }, about });
  const answer = await mintAccessToken(grant, { ...narrowScopes(grant, wanted, about), clientId: client.clientId, resource });
  recordStep({ step: "token", succeeded: true, ...about, detail: { grant_type: grantTypes.clientCredentials, scope: answer.scope, resource }, caller });
  return answer;
}

async function requireOwner(client: OauthClient): Promise<User> {
  if (client.tokenEndpointAuthMethod === "none") throw new OauthRefusal("unauthorized_client", "Only a client with a secret or key may act for itself", { cause: "grant_type_not_allowed" });
  const owner = client.ownerId === null ? null : await db().user.findUnique({ where: { id: client.ownerId } });
  if (!owner) throw new OauthRefusal("unauthorized_client", "Only a client that somebody has registered by hand may act for itself: it acts for that person", { cause: "grant_type_not_allowed" });
  if (owner.suspendedAt) throw new OauthRefusal("invalid_grant", "The account that registered this client is suspended", { cause: "account_suspended" });
  return owner;
}

type Machine = { caller: TokenRequest["caller"]; client: OauthClient; owner: User; resource: string };

async function findOrCreateGrant(tx: Transaction, { caller, client, owner, resource }: Machine) {
  const ceiling = registeredScopes(client, owner);
  // of two first requests at once the second finds what the first has made
  await tx.$queryRaw`SELECT id FROM oauth_client WHERE id = ${client.id} FOR UPDATE`;
  const now = clock.now();
  const known = await tx.credential.findFirst({ where: { kind: "grant", grantType: "client_credentials", clientId: client.id, userId: owner.id, resource, revokedAt: null, expiresAt: { gt: now } } });
  const expiresAt = secondsFromNow(config().refreshTokenTtlSeconds);
  if (known) {
    // it lives as long as it is used
    const isHalfOver = known.expiresAt!.getTime() - now.getTime() < (expiresAt.getTime() - now.getTime()) / 2;
    if (isHalfOver) await tx.credential.updateMany({ where: { id: known.id, revokedAt: null }, data: { expiresAt } });
    return { grantId: known.id, ceiling, entry: undefined };
  }
  const terms = { scopes: ceiling, organizationId: client.organizationId, boundCredentialId: null, expiresAt, remember: false };
  const { id, entry } = await createGrant(tx, { caller, userId: owner.id, client, resource, grantType: "client_credentials", terms, expiresAt, madeWithId: undefined });
  return { grantId: id, ceiling, entry };
}

/** Here, and only here, the scopes of the registration are a ceiling: nobody is asked. Without any, the usual set of the person's role. */
function registeredScopes(client: OauthClient, owner: User): string[] {
  const registered = split(client.scope ?? undefined);
  const held = { kind: "grant", scopes: registered, scopesFollowRole: registered.length === 0 };
  return effectiveScopes(held, owner.role as Role, scopeRegistry());
}
