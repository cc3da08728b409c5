import type { Principal } from "@/lib/context";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import type { Credential, OauthClient } from "@/lib/db/generated/client";
import { sameRedirect } from "../clients/redirect-uri";
import { livingGrants } from "../grants/offer";
import type { CheckedRequest } from "./read-request";

/**
 * A living grant that already says what this request asks: by the same person to the same client at the same address, for the
 * same resource, with at least these scopes. It is only taken for an answer where nobody else can stand at that address, or
 * where the person said that this app need not ask again.
 */
export async function findRemembered(principal: Principal, request: CheckedRequest): Promise<Credential | undefined> {
  const asked = { clientId: request.client.id, resource: request.resource };
  const grants = await db().credential.findMany({ where: { ...livingGrants(principal.user.id, asked), grantType: "authorization_code" }, orderBy: { id: "desc" }, take: 20 });
  return grants.find(
    (grant) =>
      wasFetched(grant) &&
      grant.redirectUri !== null &&
      sameRedirect(grant.redirectUri, request.redirectUri) &&
      request.scopes.every((name) => grant.scopes.includes(name)) &&
      (grant.rememberConsent || !needsExplicitRemember(request.client, request.redirectUri)),
  );
}

/**
 * Does remembering this client take the person's explicit choice? Where the address is on the person's own machine, any program
 * there can take it for its own: an unverified client is then never remembered of itself.
 */
export function needsExplicitRemember(client: Pick<OauthClient, "verifiedDomain">, redirectUri: string): boolean {
  return client.verifiedDomain === null && !redirectUri.startsWith("https://");
}

/** The scopes of the grant that answers in place of the person: as asked, or as they chose where nothing was asked. */
export function rememberedScopes(grant: Credential, request: CheckedRequest): string[] {
  return request.scopes.length > 0 ? request.scopes : grant.scopes.filter((name) => !scopesByNameOnly.includes(name));
}

/** A grant whose code was never exchanged ends with that code; it is no proof of anything. */
function wasFetched(grant: Credential): boolean {
  return grant.expiresAt !== null && grant.expiresAt.getTime() - grant.createdAt.getTime() > 120_000;
}
