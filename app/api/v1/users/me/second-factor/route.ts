import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { getSecondFactor } from "@/lib/second-factor/state";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getSecondFactor, async ({ ctx }) => ({ body: await getSecondFactor(ctx) })),
});
