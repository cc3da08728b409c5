import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { resetSecondFactor } from "@/lib/second-factor/reset";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.resetSecondFactor, async ({ ctx, params }) => {
    await resetSecondFactor(ctx, params.id);
    return { body: success };
  }),
});
