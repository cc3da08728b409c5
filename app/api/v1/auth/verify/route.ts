import { describePrincipal } from "@/lib/access/describe";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.verifyMe, ({ ctx }) => ({ body: describePrincipal(ctx.principal) })),
});
