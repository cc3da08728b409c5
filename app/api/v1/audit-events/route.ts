import { listAuditEvents, toAuditEventView } from "@/lib/audit/list";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listAuditEvents, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listAuditEvents(ctx, query);
    return { body: { data: rows.map(toAuditEventView), next_cursor: nextCursor } };
  }),
});
