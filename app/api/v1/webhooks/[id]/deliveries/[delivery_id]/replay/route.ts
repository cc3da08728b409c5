import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { replayDelivery } from "@/lib/webhooks/deliveries";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.replayWebhookDelivery, async ({ ctx, params }) => {
    await replayDelivery(ctx, params.id, params.delivery_id);
    return { body: success };
  }),
});
