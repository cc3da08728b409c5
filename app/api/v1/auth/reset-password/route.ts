import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { resetPassword } from "@/lib/password-reset/reset";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.resetPassword, async ({ ctx, body }) => {
    const livesOn = await resetPassword(ctx, body.token, body.password);
    return { body: { ...success, still_active: livesOn.map(({ kind, name }) => ({ kind, name })) } };
  }),
});
