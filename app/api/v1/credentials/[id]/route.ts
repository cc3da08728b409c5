import { contract } from "@/lib/contract";
import { changeHolding, revokeHolding } from "@/lib/holdings/change";
import { toCredentialView } from "@/lib/holdings/view";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updateCredential, async ({ ctx, params, body }) => ({ body: toCredentialView(await changeHolding(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteCredential, async ({ ctx, params }) => {
    await revokeHolding(ctx, params.id);
    return { body: success };
  }),
});
