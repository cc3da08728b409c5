import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listFindings } from "@/lib/safety/list";
import { toFindings } from "@/lib/safety/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getSafety, async ({ ctx, query }) => {
    const { rows, nextCursor, summary } = await listFindings(ctx, query);
    return { body: { data: await toFindings(ctx, rows), next_cursor: nextCursor, summary } };
  }),
});
