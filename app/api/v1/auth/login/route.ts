import { contract } from "@/lib/contract";
import { setSessionCookie } from "@/lib/auth/session-cookie";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { requireCode } from "@/lib/second-factor/require-code";
import { startSession } from "@/lib/sessions/start";
import { toSessionAnswer } from "@/lib/sessions/view";
import { checkPassword } from "@/lib/users/check-password";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.login, async ({ ctx, body }) => {
    const user = await checkPassword(ctx, body, body.password);
    const session = await startSession(ctx, user, await requireCode(ctx, user, body.otp));
    return { body: { ...success, ...toSessionAnswer(user, session) }, cookies: [await setSessionCookie(session.credentialId)] };
  }),
});
