import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { updateRolePolicy } from "@/lib/role-policies/policies";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updateRolePolicy, async ({ ctx, params, body }) => ({ body: await updateRolePolicy(ctx, params.role, body.second_factor_required) })),
});
