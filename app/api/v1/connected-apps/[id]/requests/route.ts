import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getUsedConnection } from "@/lib/usage/read/find-credential";
import { listRequestsOf } from "@/lib/usage/read/list";
import { toPage } from "@/lib/usage/read/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listConnectedAppRequests, async ({ ctx, params, query }) => ({ body: toPage(await listRequestsOf((await getUsedConnection(ctx, params.id)).id, query)) })),
});
