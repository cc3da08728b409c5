import { contract } from "@/lib/contract";
import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { endSession } from "@/lib/sessions/end";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.logout, async ({ ctx }) => {
    await endSession(ctx, ctx.principal.credentialId);
    return { body: success, cookies: [clearSessionCookie()] };
  }),
});
