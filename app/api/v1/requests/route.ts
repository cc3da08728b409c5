import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listRequests } from "@/lib/usage/read/list";
import { toPage } from "@/lib/usage/read/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listRequests, async ({ ctx, query }) => ({ body: toPage(await listRequests(ctx, query)) })),
});
