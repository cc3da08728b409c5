import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listDeliveries } from "@/lib/webhooks/deliveries";
import { toDeliveryView } from "@/lib/webhooks/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listWebhookDeliveries, async ({ ctx, params, query }) => {
    const { rows, nextCursor } = await listDeliveries(ctx, params.id, query);
    return { body: { data: rows.map(toDeliveryView), next_cursor: nextCursor } };
  }),
});
