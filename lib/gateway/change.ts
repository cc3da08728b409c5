import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { GatewayRule, ToolRule, UpdateProtectedApiBody } from "@/lib/contract/protected-apis";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { notFound, Refusal } from "@/lib/errors";
import { endGrantsFor } from "@/lib/oauth/grants/end-for-resource";
import { tagOf } from "@/lib/tags";
import { toColumns } from "./columns";
import { getProtectedApi } from "./find";
import { requireFreePrefix } from "./prefix";
import { requireSound } from "./sound";

/** Changes a protected API; it acts on the next request, on every instance. Throws NOT_FOUND, VALIDATION_FAILED, CONFLICT. */
export async function changeProtectedApi(ctx: UserContext, id: string, change: UpdateProtectedApiBody): Promise<ProtectedApi> {
  const before = await getProtectedApi(ctx, id);
  requireOurs(before);
  requireSound({
    prefix: change.prefix ?? before.prefix,
    upstream: change.upstream ?? before.upstream,
    rules: change.rules ?? (before.rules as GatewayRule[]),
    tools: change.tools === undefined ? (before.tools as ToolRule[] | null) : change.tools,
    ca_certificate: change.ca_certificate === undefined ? before.caCertificate : change.ca_certificate,
  });
  return withAudit(ctx, async (tx) => {
    if (change.prefix !== undefined) await requireFreePrefix(tx, change.prefix, id);
    const { count } = await tx.protectedApi.updateMany({ where: { id, source: "page" }, data: toColumns(change) });
    if (count !== 1) throw notFound();
    if (change.prefix !== undefined && change.prefix !== before.prefix) await endGrantsFor(tx, resourceOf(before));
    const row = await tx.protectedApi.findUniqueOrThrow({ where: { id } });
    return { result: row, changed: [tagOf.protectedApis], entry: { ...entryOf(row, "protected_api.updated"), detail: detailOf(change) } };
  });
}

export async function deleteProtectedApi(ctx: UserContext, id: string): Promise<void> {
  const row = await getProtectedApi(ctx, id);
  requireOurs(row);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.protectedApi.deleteMany({ where: { id, source: "page" } });
    if (count !== 1) throw notFound();
    await endGrantsFor(tx, resourceOf(row));
    return { result: undefined, changed: [tagOf.protectedApis], entry: entryOf(row, "protected_api.deleted") };
  });
}

function requireOurs({ source, name }: ProtectedApi): void {
  if (source === "file") throw new Refusal("CONFLICT", {}, `"${name}" is declared in the file that PROTECTED_APIS_FILE names: change it there`);
}

const resourceOf = ({ prefix }: ProtectedApi) => `${config().publicUrl}${prefix}`;

function entryOf({ id, name, prefix }: ProtectedApi, action: string) {
  return { action, target: { type: "protected_api", id, name }, detail: { prefix } };
}

/** A certificate would fill the log and says little there. */
function detailOf({ ca_certificate: certificate, ...change }: UpdateProtectedApiBody) {
  return { ...change, ...(certificate !== undefined && { ca_certificate: certificate === null ? "removed" : "replaced" }) };
}
