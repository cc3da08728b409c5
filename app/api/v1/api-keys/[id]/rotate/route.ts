import { rotateApiKey } from "@/lib/api-keys/rotate";
import { toWireTime } from "@/lib/clock";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.rotateApiKey, async ({ ctx, params, body }) => {
    const { id, key, hint, previousExpiresAt } = await rotateApiKey(ctx, params.id, { overlapSeconds: body?.overlap_seconds ?? 0, currentKey: body?.current_key });
    return { body: { id, key, hint, previous: { expires_at: toWireTime(previousExpiresAt) } } };
  }),
});
