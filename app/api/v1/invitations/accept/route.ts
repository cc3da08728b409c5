import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { acceptInvitation } from "@/lib/organizations/invitations/answer";
import { toOrganizationView } from "@/lib/organizations/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.acceptInvitation, async ({ ctx, body }) => ({ body: toOrganizationView(await acceptInvitation(ctx, body.token)) })),
});
