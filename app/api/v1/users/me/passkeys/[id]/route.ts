import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { removePasskey, renamePasskey } from "@/lib/passkeys/manage";
import { toPasskeyView } from "@/lib/passkeys/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updatePasskey, async ({ ctx, params, body }) => ({ body: toPasskeyView(await renamePasskey(ctx, params.id, body.name)) })),
  DELETE: handle(contract.deletePasskey, async ({ ctx, params }) => {
    await removePasskey(ctx, params.id);
    return { body: success };
  }),
});
