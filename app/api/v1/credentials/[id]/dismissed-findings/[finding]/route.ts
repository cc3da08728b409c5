import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { dismissFinding, restoreFinding } from "@/lib/safety/dismiss";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: handle(contract.dismissFinding, async ({ ctx, params }) => {
    await dismissFinding(ctx, params.id, params.finding);
    return { body: success };
  }),
  DELETE: handle(contract.restoreFinding, async ({ ctx, params }) => {
    await restoreFinding(ctx, params.id, params.finding);
    return { body: success };
  }),
});
