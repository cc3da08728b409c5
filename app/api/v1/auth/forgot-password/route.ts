import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { requestPasswordReset } from "@/lib/password-reset/request";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.forgotPassword, async ({ ctx, body }) => {
    await requestPasswordReset(ctx, body.email);
    return { body: success };
  }),
});
