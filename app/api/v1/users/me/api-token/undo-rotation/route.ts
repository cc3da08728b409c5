import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { undoTokenRotation } from "@/lib/personal-token/replace";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.undoTokenRotation, async ({ ctx }) => {
    await undoTokenRotation(ctx);
    return { body: success };
  }),
});
