import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { apiKeyInclude, visibleApiKeys, type ApiKeyRow } from "./find";
import { describeKeyEnd } from "./end-reasons";
import { toApiKeyView } from "./view";

/** A key that was revoked, for those who could see it while it lived: what it was, and what is still tried with it. */
export type EndedApiKey = Omit<ReturnType<typeof toApiKeyView>, "status" | "outside_policy"> & { ended: { at: string; text: string } };

/** Undefined for a key that lives, is unknown, or is somebody else's. */
export async function findEndedApiKey(ctx: UserContext, id: string): Promise<EndedApiKey | undefined> {
  const row = await db().credential.findFirst({ where: { AND: [await endedApiKeys(ctx), { id }] }, include: apiKeyInclude });
  return row ? toEndedApiKey(row) : undefined;
}

/** Those revoked while calls with them would still be in the log, the last one first. */
export async function listEndedApiKeys(ctx: UserContext, { limit, organizationId }: { limit: number; organizationId: string | undefined }): Promise<EndedApiKey[]> {
  const since = new Date(clock.now().getTime() - config().requestLogDays * 86_400_000);
  const rows = await db().credential.findMany({
    where: { AND: [await endedApiKeys(ctx), { revokedAt: { gte: since } }, organizationId ? { organizationId } : {}] },
    include: apiKeyInclude,
    orderBy: [{ revokedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(toEndedApiKey);
}

async function endedApiKeys(ctx: UserContext) {
  return { ...(await visibleApiKeys(ctx)), revokedAt: { not: null } };
}

function toEndedApiKey(row: ApiKeyRow): EndedApiKey {
  const { status: _, outside_policy: __, ...view } = toApiKeyView(row);
  return { ...view, ended: { at: toWireTime(row.revokedAt!), text: describeKeyEnd(row.revokedReason) } };
}
