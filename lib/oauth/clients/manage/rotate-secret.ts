import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { Refusal } from "@/lib/errors";
import { newClientSecret } from "../secret";
import { requirePersonFor, takeOver } from "./acts-alone";
import { changeableClient } from "./find";
import { lockClient } from "./lock";

export type RotatedSecret = { id: string; clientId: string; secret: string; previousEndsAt: Date | undefined };

/** Gives a client a new secret. Those so far go on working for `overlapSeconds`, and never longer than they would have. One that acts by itself acts for who rotates from then on. */
export async function rotateClientSecret(ctx: UserContext, id: string, overlapSeconds: number): Promise<RotatedSecret> {
  const where = await changeableClient(ctx, id);
  return withAudit(ctx, async (tx) => {
    const client = await lockClient(tx, id, where);
    if (client.kind !== "registered") throw new Refusal("FORBIDDEN", {}, "This client registered itself: nobody else can rotate its secret");
    requirePersonFor(ctx, client);
    const secret = newClientSecret(client.tokenEndpointAuthMethod);
    if (!secret) throw new Refusal("CONFLICT", {}, `This client authenticates with ${client.tokenEndpointAuthMethod}: it has no secret`);
    const owner = await takeOver(tx, ctx, client, overlapSeconds);
    const endsAt = secondsFromNow(overlapSeconds);
    const living = { clientId: id, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] };
    const previous = overlapSeconds > 0 ? await tx.oauthClientSecret.updateMany({ where: { clientId: id, OR: [{ expiresAt: null }, { expiresAt: { gt: endsAt } }] }, data: { expiresAt: endsAt } }) : undefined;
    await tx.oauthClientSecret.deleteMany({ where: overlapSeconds > 0 ? { clientId: id, NOT: living } : { clientId: id } });
    await tx.oauthClientSecret.create({ data: { hash: sha256(secret.text), clientId: id, hint: secret.hint } });
    return {
      result: { id, clientId: client.clientId, secret: secret.text, previousEndsAt: previous?.count ? endsAt : undefined },
      entry: { action: "oauth_client.secret_rotated", organizationId: client.organizationId ?? undefined, target: { type: "oauth_client", id, name: client.name }, detail: { overlap_seconds: overlapSeconds, hint: secret.hint, ...owner } },
    };
  });
}

export function toRotatedSecretView({ id, clientId, secret, previousEndsAt }: RotatedSecret) {
  return { id, client_id: clientId, client_secret: secret, client_secret_expires_at: 0 as const, previous: previousEndsAt && { expires_at: toWireTime(previousEndsAt) } };
}
