import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { revokeUserCredential } from "@/lib/users/govern/revoke-credential";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.revokeUserCredential, async ({ ctx, params }) => {
    await revokeUserCredential(ctx, params.id, params.credential_id);
    return { body: success };
  }),
});
