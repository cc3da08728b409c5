import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { rotateClientSecret, toRotatedSecretView } from "@/lib/oauth/clients/manage/rotate-secret";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.rotateClientSecret, async ({ ctx, params, body }) => ({ body: toRotatedSecretView(await rotateClientSecret(ctx, params.id, body?.overlap_seconds ?? 0)) })),
});
