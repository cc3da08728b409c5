import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { testClientDocument } from "@/lib/oauth/doctor/test-document/run";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.testClientDocument, async ({ ctx, body }) => ({ body: await testClientDocument(ctx, body.url) })),
});
