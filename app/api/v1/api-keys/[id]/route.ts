import { changeApiKey, revokeApiKey } from "@/lib/api-keys/change";
import { getApiKey } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getApiKey, async ({ ctx, params }) => ({ body: toApiKeyView(await getApiKey(ctx, params.id)) })),
  PATCH: handle(contract.updateApiKey, async ({ ctx, params, body }) => ({ body: toApiKeyView(await changeApiKey(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteApiKey, async ({ ctx, params }) => {
    await revokeApiKey(ctx, params.id);
    return { body: success };
  }),
});
