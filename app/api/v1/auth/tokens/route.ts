import { createApiToken } from "@/lib/api-tokens/create";
import { listApiTokens } from "@/lib/api-tokens/find";
import { toApiTokenView } from "@/lib/api-tokens/view";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listApiTokens, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listApiTokens(ctx, query);
    return { body: { data: rows.map((row) => toApiTokenView(ctx, row)), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createApiToken, async ({ ctx, body }) => {
    const { row, token } = await createApiToken(ctx, body);
    return { body: { api_token: toApiTokenView(ctx, row), token } };
  }),
});
