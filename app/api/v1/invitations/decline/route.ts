import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { declineInvitation } from "@/lib/organizations/invitations/answer";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.declineInvitation, async ({ ctx, body }) => {
    await declineInvitation(ctx, body.token);
    return { body: success };
  }),
});
