import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { toWireTime } from "@/lib/clock";
import { rotateWebhookSecret } from "@/lib/webhooks/change";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.rotateWebhookSecret, async ({ ctx, params }) => {
    const { secret, previousExpiresAt } = await rotateWebhookSecret(ctx, params.id);
    return { body: { id: params.id, secret, previous_expires_at: toWireTime(previousExpiresAt) } };
  }),
});
