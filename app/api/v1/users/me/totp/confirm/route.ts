import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { confirmTotp } from "@/lib/totp/set-up";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.confirmTotp, async ({ ctx, body }) => ({ body: { recovery_codes: await confirmTotp(ctx, body.code) } })),
});
