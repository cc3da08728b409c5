import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { endSession } from "@/lib/sessions/end";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.endMySession, async ({ ctx, params }) => {
    await endSession(ctx, params.id);
    return { body: success };
  }),
});
