import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { changeWebhook, deleteWebhook } from "@/lib/webhooks/change";
import { getWebhook } from "@/lib/webhooks/find";
import { toWebhookView } from "@/lib/webhooks/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getWebhook, async ({ ctx, params }) => ({ body: toWebhookView(await getWebhook(ctx, params.id)) })),
  PATCH: handle(contract.updateWebhook, async ({ ctx, params, body }) => ({ body: toWebhookView(await changeWebhook(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteWebhook, async ({ ctx, params }) => {
    await deleteWebhook(ctx, params.id);
    return { body: success };
  }),
});
