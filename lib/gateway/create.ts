import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { ProtectedApiBody } from "@/lib/contract/protected-apis";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { tagOf } from "@/lib/tags";
import { requireRole } from "@/lib/users/require-role";
import { toColumns } from "./columns";
import { requireFreePrefix } from "./prefix";
import { requireSound } from "./sound";

/** Puts an API behind the gateway. Throws VALIDATION_FAILED, or CONFLICT where another one has the prefix. */
export async function createProtectedApi(ctx: UserContext, input: ProtectedApiBody): Promise<ProtectedApi> {
  requireRole(ctx, "admin");
  requireSound(input);
  const id = newId("api");
  const { name, prefix, upstream, rules, ...optional } = input;
  return withAudit(ctx, async (tx) => {
    await requireFreePrefix(tx, prefix, undefined);
    const row = await tx.protectedApi.create({ data: { id, ...toColumns({ name, prefix, upstream, rules }), ...toColumns(optional) } });
    return { result: row, changed: [tagOf.protectedApis], entry: { action: "protected_api.created", target: { type: "protected_api", id, name }, detail: { prefix, upstream: row.upstream, rules } } };
  });
}
