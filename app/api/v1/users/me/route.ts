import { deleteAccount } from "@/lib/account/delete";
import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getProfile } from "@/lib/users/get-profile";
import { updateProfile } from "@/lib/users/update-profile";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getMe, async ({ ctx }) => ({ body: await getProfile(ctx) })),
  PATCH: handle(contract.updateMe, async ({ ctx, body }) => {
    await updateProfile(ctx, body);
    return { body: await getProfile(ctx) };
  }),
  DELETE: handle(contract.deleteMe, async ({ ctx, body }) => {
    await deleteAccount(ctx, body?.organizations);
    return { body: success, cookies: [clearSessionCookie()] };
  }),
});
