import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { revokeInitialAccessToken } from "@/lib/oauth/initial-access-tokens/revoke";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.revokeInitialAccessToken, async ({ ctx, params }) => {
    await revokeInitialAccessToken(ctx, params.id);
    return { body: success };
  }),
});
