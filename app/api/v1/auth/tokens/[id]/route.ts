import { changeApiToken, revokeApiToken } from "@/lib/api-tokens/change";
import { getApiToken } from "@/lib/api-tokens/find";
import { toApiTokenView } from "@/lib/api-tokens/view";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getApiToken, async ({ ctx, params }) => ({ body: toApiTokenView(ctx, await getApiToken(ctx, params.id)) })),
  PATCH: handle(contract.updateApiToken, async ({ ctx, params, body }) => ({ body: toApiTokenView(ctx, await changeApiToken(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteApiToken, async ({ ctx, params }) => {
    await revokeApiToken(ctx, params.id);
    return { body: success };
  }),
});
