import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listMembers, toMemberView } from "@/lib/organizations/members/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listMembers, async ({ ctx, params, query }) => {
    const { rows, showsAddresses, nextCursor } = await listMembers(ctx, params.id, query);
    return { body: { data: rows.map((row) => toMemberView(row, showsAddresses)), next_cursor: nextCursor } };
  }),
});
