import { exportAuditEvents } from "@/lib/audit/export";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.exportAuditEvents, async ({ ctx, query }) => {
    const headers: Record<string, string> = { "content-disposition": `attachment; filename="audit-events.${query.format}"` };
    if (query.format === "ndjson") headers["content-type"] = "application/x-ndjson";
    return { body: await exportAuditEvents(ctx, query), headers };
  }),
});
