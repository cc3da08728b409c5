import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listIdentities, toIdentityView } from "@/lib/identities/list";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listMyIdentities, async ({ ctx }) => ({ body: { data: (await listIdentities(ctx)).map(toIdentityView) } })),
});
