import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { deleteUser } from "@/lib/users/delete-user";
import { getUser, toUserView } from "@/lib/users/find-users";
import { updateUser } from "@/lib/users/update-user";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getUser, async ({ ctx, params }) => ({ body: toUserView(await getUser(ctx, params.id)) })),
  PUT: handle(contract.replaceUser, async ({ ctx, params, body }) => ({ body: toUserView(await updateUser(ctx, params.id, body)) })),
  PATCH: handle(contract.updateUser, async ({ ctx, params, body }) => ({ body: toUserView(await updateUser(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteUser, async ({ ctx, params, body }) => {
    await deleteUser(ctx, params.id, body?.keys);
    return { body: success };
  }),
});
