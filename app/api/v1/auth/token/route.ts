import { contract } from "@/lib/contract";
import { toWireTime } from "@/lib/clock";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { requireEnrolled } from "@/lib/second-factor/missing";
import { requireCode } from "@/lib/second-factor/require-code";
import { createAccessToken } from "@/lib/tokens/create-access-token";
import { revokePresented } from "@/lib/tokens/revoke-presented";
import { checkPassword } from "@/lib/users/check-password";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.createToken, async ({ ctx, body }) => {
    const user = await checkPassword(ctx, body, body.password);
    await requireCode(ctx, user, body.otp);
    await requireEnrolled(user);
    const { id, token, expiresAt, scopes } = await createAccessToken(ctx, user, body);
    return { body: { ...success, data: { token, expires_at: toWireTime(expiresAt), id, scopes } } };
  }),
  DELETE: handle(contract.revokeToken, async ({ ctx }) => {
    await revokePresented(ctx);
    return { body: success };
  }),
});
