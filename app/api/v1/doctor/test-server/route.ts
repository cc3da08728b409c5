import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { testServer } from "@/lib/oauth/doctor/test-server/run";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.testMcpServer, async ({ ctx, body }) => ({ body: await testServer(ctx, body.url) })),
});
