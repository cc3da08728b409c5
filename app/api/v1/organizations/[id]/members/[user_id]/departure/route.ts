import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { describeDeparture } from "@/lib/organizations/members/describe-departure";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.describeDeparture, async ({ ctx, params }) => ({ body: await describeDeparture(ctx, params.id, params.user_id) })),
});
