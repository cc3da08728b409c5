import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listRolePolicies } from "@/lib/role-policies/policies";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listRolePolicies, async ({ ctx }) => ({ body: { data: await listRolePolicies(ctx) } })),
});
