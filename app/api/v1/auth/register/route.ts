import { contract } from "@/lib/contract";
import { setSessionCookie } from "@/lib/auth/session-cookie";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { startSession } from "@/lib/sessions/start";
import { toSessionAnswer } from "@/lib/sessions/view";
import { registerUser } from "@/lib/users/register";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.register, async ({ ctx, body }) => {
    const user = await registerUser(ctx, body);
    if (!user) return { body: { ...success, verification_required: true as const } };
    const session = await startSession(ctx, user, "registration");
    return { body: toSessionAnswer(user, session), cookies: [await setSessionCookie(session.credentialId)] };
  }),
});
