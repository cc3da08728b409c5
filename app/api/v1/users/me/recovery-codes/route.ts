import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { replaceRecoveryCodes } from "@/lib/recovery-codes/issue";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.createRecoveryCodes, async ({ ctx }) => ({ body: { recovery_codes: await replaceRecoveryCodes(ctx) } })),
});
