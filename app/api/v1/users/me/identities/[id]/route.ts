import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { unlinkIdentity } from "@/lib/identities/unlink";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.unlinkIdentity, async ({ ctx, params }) => {
    await unlinkIdentity(ctx, params.id);
    return { body: success };
  }),
});
