import { retirePreviousSecret } from "@/lib/api-keys/rotate";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.retirePreviousApiKey, async ({ ctx, params }) => {
    await retirePreviousSecret(ctx, params.id);
    return { body: success };
  }),
});
