import { contract } from "@/lib/contract";
import { getHealth } from "@/lib/health/get";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getHealth, async ({ ctx }) => ({ body: await getHealth(ctx.principal) })),
});
