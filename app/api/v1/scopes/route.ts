import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createScope } from "@/lib/scopes/change";
import { listScopes, toScopeView } from "@/lib/scopes/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listScopes, ({ ctx, query }) => {
    const { rows, nextCursor } = listScopes(ctx, query);
    return { body: { data: rows, next_cursor: nextCursor } };
  }),
  POST: handle(contract.createScope, async ({ ctx, body }) => ({ body: toScopeView(ctx, await createScope(ctx, body)) })),
});
