import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { changeRole } from "@/lib/organizations/members/change-role";
import { toMemberView } from "@/lib/organizations/members/list";
import { removeMember } from "@/lib/organizations/members/remove";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updateMember, async ({ ctx, params, body }) => ({ body: toMemberView(await changeRole(ctx, params.id, params.user_id, body.role), true) })),
  DELETE: handle(contract.removeMember, async ({ ctx, params, body }) => {
    await removeMember(ctx, params.id, params.user_id, body?.keys);
    return { body: success };
  }),
});
