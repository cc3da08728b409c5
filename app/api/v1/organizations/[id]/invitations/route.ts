import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createInvitation } from "@/lib/organizations/invitations/create";
import { listInvitations, toInvitationView } from "@/lib/organizations/invitations/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listInvitations, async ({ ctx, params, query }) => {
    const { rows, nextCursor } = await listInvitations(ctx, params.id, query);
    return { body: { data: rows.map(toInvitationView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createInvitation, async ({ ctx, params, body }) => ({ body: toInvitationView(await createInvitation(ctx, params.id, body)) })),
});
