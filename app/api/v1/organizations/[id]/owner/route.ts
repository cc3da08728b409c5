import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { appointOwner } from "@/lib/organizations/govern/appoint-owner";
import { toMemberView } from "@/lib/organizations/members/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.appointOwner, async ({ ctx, params, body }) => ({ body: toMemberView(await appointOwner(ctx, params.id, body.user_id), true) })),
});
