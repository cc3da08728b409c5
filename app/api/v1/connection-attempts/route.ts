import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listAttempts, toAttemptView } from "@/lib/oauth/doctor/list-attempts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listConnectionAttempts, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listAttempts(ctx, query);
    return { body: { data: rows.map(toAttemptView), next_cursor: nextCursor } };
  }),
});
