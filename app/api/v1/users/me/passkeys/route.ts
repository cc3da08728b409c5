import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listPasskeys } from "@/lib/passkeys/manage";
import { createPasskey } from "@/lib/passkeys/register";
import { toPasskeyView } from "@/lib/passkeys/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listPasskeys, async ({ ctx }) => ({ body: { data: (await listPasskeys(ctx)).map(toPasskeyView) } })),
  POST: handle(contract.createPasskey, async ({ ctx, body }) => {
    const { passkey, recoveryCodes } = await createPasskey(ctx, body);
    return { body: { passkey: toPasskeyView(passkey), recovery_codes: recoveryCodes } };
  }),
});
