import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { revokeInvitation } from "@/lib/organizations/invitations/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: handle(contract.revokeInvitation, async ({ ctx, params }) => {
    await revokeInvitation(ctx, params.id, params.invitation_id);
    return { body: success };
  }),
});
