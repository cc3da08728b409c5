import { contract } from "@/lib/contract";
import { checkUpstream } from "@/lib/gateway/upstream/check";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.checkProtectedApi, async ({ ctx, params }) => ({ body: await checkUpstream(ctx, params.id) })),
});
