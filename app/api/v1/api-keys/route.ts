import { createApiKey } from "@/lib/api-keys/create";
import { listApiKeys } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listApiKeys, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listApiKeys(ctx, query);
    return { body: { data: rows.map(toApiKeyView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createApiKey, async ({ ctx, body }) => {
    const { row, key } = await createApiKey(ctx, body);
    return { body: { ...toApiKeyView(row), key } };
  }),
});
