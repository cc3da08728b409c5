import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { revokeClientGrants } from "@/lib/oauth/clients/govern/revoke-grants";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.revokeOauthClientGrants, async ({ ctx, params }) => ({ body: { revoked: await revokeClientGrants(ctx, params.id) } })),
});
