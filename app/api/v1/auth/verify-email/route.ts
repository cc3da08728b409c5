import { confirmAddress } from "@/lib/addresses/confirm";
import { resendVerification } from "@/lib/addresses/send-verification";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.verifyEmail, async ({ ctx, body }) => {
    if (body.token !== undefined) {
      const { outcome, email, username } = await confirmAddress(ctx, body.token);
      return { body: { ...success, outcome, email, username } };
    }
    await resendVerification(ctx, body.email!);
    return { body: success };
  }),
});
