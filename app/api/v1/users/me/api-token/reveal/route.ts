import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { revealPersonalToken } from "@/lib/personal-token/show";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.revealPersonalToken, async ({ ctx }) => ({ body: { token: await revealPersonalToken(ctx) } })),
});
