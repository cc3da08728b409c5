import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listUserCredentials, toUserCredentialView } from "@/lib/users/govern/list-credentials";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listUserCredentials, async ({ ctx, params, query }) => {
    const { rows, nextCursor } = await listUserCredentials(ctx, params.id, query);
    return { body: { data: rows.map(toUserCredentialView), next_cursor: nextCursor } };
  }),
});
