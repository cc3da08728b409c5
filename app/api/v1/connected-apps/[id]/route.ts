import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { changeConnectedApp, revokeConnectedApp } from "@/lib/oauth/connections/change";
import { getConnectedApp } from "@/lib/oauth/connections/find";
import { toConnectedAppView } from "@/lib/oauth/connections/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getConnectedApp, async ({ ctx, params }) => ({ body: toConnectedAppView(await getConnectedApp(ctx, params.id)) })),
  PATCH: handle(contract.updateConnectedApp, async ({ ctx, params, body }) => ({ body: toConnectedAppView(await changeConnectedApp(ctx, params.id, body)) })),
  DELETE: handle(contract.revokeConnectedApp, async ({ ctx, params }) => {
    await revokeConnectedApp(ctx, params.id);
    return { body: success };
  }),
});
