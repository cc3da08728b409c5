import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { changeOrganization } from "@/lib/organizations/change";
import { deleteOrganization } from "@/lib/organizations/delete";
import { requireMembership } from "@/lib/organizations/membership";
import { toOrganizationView } from "@/lib/organizations/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getOrganization, async ({ ctx, params }) => ({ body: toOrganizationView(await requireMembership(ctx, params.id)) })),
  PATCH: handle(contract.updateOrganization, async ({ ctx, params, body }) => ({ body: toOrganizationView(await changeOrganization(ctx, params.id, body)) })),
  DELETE: handle(contract.deleteOrganization, async ({ ctx, params }) => {
    await deleteOrganization(ctx, params.id);
    return { body: success };
  }),
});
