import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getUsedConnection } from "@/lib/usage/read/find-credential";
import { getUsage } from "@/lib/usage/read/get-usage";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getConnectedAppUsage, async ({ ctx, params, query }) => ({ body: await getUsage(await getUsedConnection(ctx, params.id), query) })),
});
