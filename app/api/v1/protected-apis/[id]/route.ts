import { contract } from "@/lib/contract";
import { changeProtectedApi, deleteProtectedApi } from "@/lib/gateway/change";
import { getProtectedApi } from "@/lib/gateway/find";
import { toProtectedApiView } from "@/lib/gateway/view";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getProtectedApi, async ({ ctx, params }) => ({ body: toProtectedApiView(await getProtectedApi(ctx, params.id)) })),
  PATCH: handle(contract.updateProtectedApi, async ({ ctx, params, body }) => ({ body: toProtectedApiView(await changeProtectedApi(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteProtectedApi, async ({ ctx, params }) => {
    await deleteProtectedApi(ctx, params.id);
    return { body: success };
  }),
});
