import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createWebhook } from "@/lib/webhooks/create";
import { listWebhooks } from "@/lib/webhooks/find";
import { toWebhookView } from "@/lib/webhooks/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listWebhooks, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listWebhooks(ctx, query);
    return { body: { data: rows.map(toWebhookView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createWebhook, async ({ ctx, body }) => {
    const { row, secret } = await createWebhook(ctx, body);
    return { body: { ...toWebhookView(row), secret } };
  }),
});
