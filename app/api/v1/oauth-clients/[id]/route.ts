import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { changeClient } from "@/lib/oauth/clients/manage/change";
import { deleteClient } from "@/lib/oauth/clients/manage/delete";
import { getClient } from "@/lib/oauth/clients/manage/find";
import { toClientView } from "@/lib/oauth/clients/manage/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getOauthClient, async ({ ctx, params }) => ({ body: toClientView(await getClient(ctx, params.id)) })),
  PATCH: handle(contract.updateOauthClient, async ({ ctx, params, body }) => ({ body: toClientView(await changeClient(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteOauthClient, async ({ ctx, params }) => {
    await deleteClient(ctx, params.id);
    return { body: success };
  }),
});
