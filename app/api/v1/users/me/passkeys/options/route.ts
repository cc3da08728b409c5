import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { startPasskey } from "@/lib/passkeys/register";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.startPasskey, async ({ ctx }) => ({ body: { options: await startPasskey(ctx) } })),
});
