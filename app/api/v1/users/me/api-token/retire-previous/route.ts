import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { retirePreviousToken } from "@/lib/personal-token/replace";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.retirePreviousToken, async ({ ctx }) => {
    await retirePreviousToken(ctx);
    return { body: success };
  }),
});
