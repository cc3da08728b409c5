import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { transferOwnership } from "@/lib/organizations/members/change-role";
import { toMemberView } from "@/lib/organizations/members/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.transferOwnership, async ({ ctx, params, body }) => ({ body: toMemberView(await transferOwnership(ctx, params.id, body.user_id), true) })),
});
