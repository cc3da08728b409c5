import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { deleteScope, updateScope } from "@/lib/scopes/change";
import { toScopeView } from "@/lib/scopes/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updateScope, async ({ ctx, params, body }) => ({ body: toScopeView(ctx, await updateScope(ctx, params.name, body)) })),
  DELETE: handle(contract.deleteScope, async ({ ctx, params }) => {
    await deleteScope(ctx, params.name);
    return { body: success };
  }),
});
