import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { sendTestMessage } from "@/lib/webhooks/deliveries";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.testWebhook, async ({ ctx, params }) => ({ body: { delivery_id: await sendTestMessage(ctx, params.id) } })),
});
