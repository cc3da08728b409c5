import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getProfile } from "@/lib/users/get-profile";
import { updateProfile } from "@/lib/users/update-profile";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getMe, async ({ ctx }) => ({ body: await getProfile(ctx) })),
  PATCH: handle(contract.updateMe, async ({ ctx, body }) => {
    await updateProfile(ctx, body);
    return { body: await getProfile(ctx) };
  }),
});
