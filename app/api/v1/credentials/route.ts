import { contract } from "@/lib/contract";
import { listHoldings } from "@/lib/holdings/list";
import { toCredentialView } from "@/lib/holdings/view";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listCredentials, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listHoldings(ctx, query);
    return { body: { data: rows.map(toCredentialView), next_cursor: nextCursor } };
  }),
});
