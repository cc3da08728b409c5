import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getUsedPersonalToken } from "@/lib/usage/read/find-credential";
import { listRequestsOf } from "@/lib/usage/read/list";
import { toPage } from "@/lib/usage/read/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listPersonalTokenRequests, async ({ ctx, query }) => ({ body: toPage(await listRequestsOf((await getUsedPersonalToken(ctx)).id, query)) })),
});
