import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listClientGroups, toClientGroupView } from "@/lib/oauth/clients/govern/list-groups";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listOauthClientGroups, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listClientGroups(ctx, query);
    return { body: { data: rows.map(toClientGroupView), next_cursor: nextCursor } };
  }),
});
