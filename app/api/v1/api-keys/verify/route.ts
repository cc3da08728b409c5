import { verifyPresented } from "@/lib/access/verify-presented";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.verifyApiKey, ({ ctx, body }) => {
    const verdict = verifyPresented(ctx, body);
    return verdict instanceof Promise ? verdict.then((found) => ({ body: found })) : { body: verdict };
  }),
});
