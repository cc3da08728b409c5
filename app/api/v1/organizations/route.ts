import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listOrganizations, toOrganizationView } from "@/lib/organizations/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listOrganizations, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listOrganizations(ctx, query);
    return { body: { data: rows.map(toOrganizationView), next_cursor: nextCursor } };
  }),
});
