import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createInitialAccessToken } from "@/lib/oauth/initial-access-tokens/create";
import { listInitialAccessTokens, toInitialAccessTokenView } from "@/lib/oauth/initial-access-tokens/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listInitialAccessTokens, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listInitialAccessTokens(ctx, query);
    return { body: { data: rows.map(toInitialAccessTokenView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createInitialAccessToken, async ({ ctx, body }) => {
    const { row, token } = await createInitialAccessToken(ctx, body);
    return { body: { ...toInitialAccessTokenView(row), token } };
  }),
});
