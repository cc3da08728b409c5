import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { verifyClientDomain } from "@/lib/oauth/clients/govern/verify-domain";
import { toClientView } from "@/lib/oauth/clients/manage/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PUT: handle(contract.verifyOauthClientDomain, async ({ ctx, params, body }) => ({ body: toClientView(await verifyClientDomain(ctx, params.id, body.domain)) })),
});
