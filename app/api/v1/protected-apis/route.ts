import { contract } from "@/lib/contract";
import { createProtectedApi } from "@/lib/gateway/create";
import { listProtectedApis } from "@/lib/gateway/find";
import { toProtectedApiView } from "@/lib/gateway/view";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listProtectedApis, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listProtectedApis(ctx, query);
    return { body: { data: rows.map(toProtectedApiView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createProtectedApi, async ({ ctx, body }) => ({ body: toProtectedApiView(await createProtectedApi(ctx, body)) })),
});
