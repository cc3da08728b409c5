import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listSessions, toSessionView } from "@/lib/sessions/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listMySessions, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listSessions(ctx, query);
    return { body: { data: rows.map((row) => toSessionView(ctx, row)), next_cursor: nextCursor } };
  }),
});
