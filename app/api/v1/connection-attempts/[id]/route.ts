import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getAttempt, toAttemptTimeline } from "@/lib/oauth/doctor/get-attempt";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getConnectionAttempt, async ({ ctx, params }) => ({ body: toAttemptTimeline(await getAttempt(ctx, params.id)) })),
});
