import { requestAddressChange } from "@/lib/addresses/change";
import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.changeEmail, async ({ ctx, body }) => ({ body: { ...success, confirm_at: await requestAddressChange(ctx, body) } })),
});
