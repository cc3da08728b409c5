import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listOrganizationOverviews } from "@/lib/organizations/govern/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listOrganizationOverviews, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listOrganizationOverviews(ctx, query);
    return { body: { data: rows, next_cursor: nextCursor } };
  }),
});
