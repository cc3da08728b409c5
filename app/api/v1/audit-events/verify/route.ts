import { verifyChain } from "@/lib/audit/verify";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.verifyAuditEvents, async () => ({ body: await verifyChain() })),
});
