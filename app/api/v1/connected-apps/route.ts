import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listConnectedApps } from "@/lib/oauth/connections/find";
import { toConnectedAppView } from "@/lib/oauth/connections/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listConnectedApps, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listConnectedApps(ctx, query);
    return { body: { data: rows.map(toConnectedAppView), next_cursor: nextCursor } };
  }),
});
