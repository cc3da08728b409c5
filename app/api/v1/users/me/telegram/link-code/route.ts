import { contract } from "@/lib/contract";
import { toWireTime } from "@/lib/clock";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { makeLinkCode } from "@/lib/telegram/link/code";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.createTelegramLinkCode, async ({ ctx }) => {
    const { code, url, expiresAt } = await makeLinkCode(ctx);
    return { body: { code, url, expires_at: toWireTime(expiresAt) } };
  }),
});
