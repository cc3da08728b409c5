import { canonicalJson } from "@/lib/audit/chain";
import { isStronger } from "@/lib/access/is-stronger";
import type { UserContext } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { invalid, Refusal } from "@/lib/errors";
import { grantTypes } from "../metadata";

type Client = Pick<OauthClient, "grantTypes">;
type Owned = Client & Pick<OauthClient, "id" | "ownerId"> & { owner: { username: string } | null };

/** Does it act for its owner by itself (RFC 6749, section 4.4), without anybody being asked? */
const actsAlone = ({ grantTypes: grants }: Client): boolean => grants.includes(grantTypes.clientCredentials);

/** Such a client has no end, and may from anywhere what its owner may: more than an app, which could make one for itself. Throws FORBIDDEN. */
export function requirePersonFor({ principal }: UserContext, ...clients: Client[]): void {
  if (principal.kind === "session" || !clients.some(actsAlone)) return;
  throw new Refusal("FORBIDDEN", {}, "A client with client_credentials acts for its owner by itself: sign in to register or change it");
}

/** What it may do, and by which proof. What is absent is null, or not there. */
type Decisive = { grantTypes: string[]; scope?: string | null | undefined; resources: string[]; tokenEndpointAuthMethod: string; jwks?: unknown; jwksUri?: string | null | undefined };

/** It acts as its owner, so no app, and nobody else who manages it, says what it may do, or gives it another proof. Throws FORBIDDEN. */
export function requireMayDecide(ctx: UserContext, before: Owned & Decisive, after: Decisive): void {
  if (decisiveOf(before) === decisiveOf(after)) return;
  requirePersonFor(ctx, before, after);
  if (before.ownerId === null || before.ownerId === ctx.principal.user.id || ![before, after].some(actsAlone)) return;
  throw new Refusal("FORBIDDEN", {}, `This client acts for ${before.owner?.username ?? "its owner"}, who alone says what it may do. Rotate its secret: then it acts for you`);
}

function decisiveOf({ grantTypes: grants, scope, resources, tokenEndpointAuthMethod, jwks, jwksUri }: Decisive): string {
  return canonicalJson([grants.toSorted(), scope, resources.toSorted(), tokenEndpointAuthMethod, jwks, jwksUri]);
}

/**
 * A secret in somebody's hands must not act as somebody else: whoever rotates it is who the client acts for. Earlier secrets are in other
 * hands, and act as the new owner too: where that one is stronger they end at once. Throws VALIDATION_FAILED.
 */
export async function takeOver(tx: Transaction, { principal: { user } }: UserContext, client: Owned, overlapSeconds: number): Promise<{ taken_over_from?: string }> {
  if (!actsAlone(client) || client.ownerId === user.id) return {};
  const former = client.ownerId === null ? null : await tx.user.findUnique({ where: { id: client.ownerId } });
  if (overlapSeconds > 0 && (!former || isStronger(user, former))) throw invalid("overlap_seconds", "must be 0: the client acts as you from now on, with your role and groups, and its earlier secret is in other hands");
  await tx.oauthClient.updateMany({ where: { id: client.id }, data: { ownerId: user.id } });
  return { taken_over_from: former?.username ?? "nobody" };
}
