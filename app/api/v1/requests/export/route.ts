import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { exportRequests } from "@/lib/usage/read/export";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.exportRequests, async ({ ctx, query }) => ({ body: await exportRequests(ctx, query), headers: { "content-disposition": 'attachment; filename="requests.csv"' } })),
});
