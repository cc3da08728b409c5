import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { removeTotp } from "@/lib/totp/remove";
import { startTotp } from "@/lib/totp/set-up";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.startTotp, async ({ ctx }) => ({ body: await startTotp(ctx) })),
  DELETE: handle(contract.deleteTotp, async ({ ctx }) => {
    await removeTotp(ctx);
    return { body: success };
  }),
});
