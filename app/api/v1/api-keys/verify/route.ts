import { verifyPresented } from "@/lib/access/verify-presented";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.verifyApiKey, async ({ body }) => ({ body: await verifyPresented(body) })),
});
