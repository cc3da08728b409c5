import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { approveClient } from "@/lib/oauth/clients/govern/set-status";
import { toClientView } from "@/lib/oauth/clients/manage/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.approveOauthClient, async ({ ctx, params }) => ({ body: toClientView(await approveClient(ctx, params.id)) })),
});
