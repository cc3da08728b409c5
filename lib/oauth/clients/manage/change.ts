import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { UpdateOauthClientBody } from "@/lib/contract/oauth-clients";
import { Prisma } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { toMetadataMembers } from "../registration-answer";
import { requireMayDecide } from "./acts-alone";
import { changeableClient, clientInclude, type ClientRow } from "./find";
import { lockClient } from "./lock";
import { readMembers, readResources } from "./read-body";

/** Changes what a hand-registered client says of itself. Secrets end when it no longer proves itself by one. */
export async function changeClient(ctx: UserContext, id: string, { resources: asked, ...change }: UpdateOauthClientBody): Promise<ClientRow> {
  const where = await changeableClient(ctx, id);
  const resources = asked && (await readResources(asked));
  return withAudit(ctx, async (tx) => {
    const before = await lockClient(tx, id, where);
    if (before.kind !== "registered") throw new Refusal("FORBIDDEN", {}, "This client registered itself: only the client can change its metadata");
    const { jwks, ...metadata } = readMembers({ ...toMetadataMembers(before), ...change });
    requireMayDecide(ctx, before, { ...metadata, jwks, resources: resources ?? before.resources });
    const columns = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, value ?? null])) as typeof metadata;
    if (!metadata.tokenEndpointAuthMethod.startsWith("client_secret")) await tx.oauthClientSecret.deleteMany({ where: { clientId: id } });
    const row = await tx.oauthClient.update({ where: { id }, data: { ...columns, jwks: jwks ?? Prisma.DbNull, ...(resources && { resources }) }, include: clientInclude });
    return {
      result: row,
      changed: [tagOf.client(id)],
      entry: { action: "oauth_client.updated", organizationId: row.organizationId ?? undefined, target: { type: "oauth_client", id, name: before.name }, detail: { ...change, ...(resources && { resources }) } },
    };
  });
}
