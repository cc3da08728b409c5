import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { refreshTokens, toRefreshAnswer } from "@/lib/tokens/refresh";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.refresh, async ({ ctx, body, refused }) => ({ body: toRefreshAnswer(await refreshTokens(ctx, body?.refresh_token, refused)) })),
});
