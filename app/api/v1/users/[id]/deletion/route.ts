import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { describeUserDeletion } from "@/lib/users/govern/describe-deletion";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.describeUserDeletion, async ({ ctx, params }) => ({ body: await describeUserDeletion(ctx, params.id) })),
});
