import { contract } from "@/lib/contract";
import { admit } from "@/lib/forward-auth/admit";
import { handle } from "@/lib/http/handle";

/** Proxies ask with the method of the request that they hold: each is answered alike. */
export const GET = handle(contract.forwardAuth, ({ ctx, query }) => ({ body: undefined, headers: admit(ctx, query) }));
export { GET as POST, GET as PUT, GET as PATCH, GET as DELETE, GET as OPTIONS };
