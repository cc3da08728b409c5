import { verifyAuditLog } from "@/lib/audit/verify-log";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.verifyAuditEvents, async ({ ctx }) => ({ body: await verifyAuditLog(ctx) })),
});
