import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createOrganization } from "@/lib/organizations/create";
import { listOrganizations } from "@/lib/organizations/list";
import { toOrganizationView } from "@/lib/organizations/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listOrganizations, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listOrganizations(ctx, query);
    return { body: { data: rows.map(toOrganizationView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createOrganization, async ({ ctx, body }) => ({ body: toOrganizationView(await createOrganization(ctx, body)) })),
});
