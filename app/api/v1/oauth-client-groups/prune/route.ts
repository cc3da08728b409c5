import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { pruneClientsNow } from "@/lib/oauth/clients/govern/prune";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.pruneOauthClients, async ({ ctx }) => ({ body: { removed: await pruneClientsNow(ctx) } })),
});
