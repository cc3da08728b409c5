import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listUsers, toUserView } from "@/lib/users/find-users";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listUsers, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listUsers(ctx, query);
    return { body: { data: rows.map(toUserView), next_cursor: nextCursor } };
  }),
});
