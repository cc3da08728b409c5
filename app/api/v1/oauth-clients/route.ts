import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { createClient } from "@/lib/oauth/clients/manage/create";
import { listClients } from "@/lib/oauth/clients/manage/find";
import { toClientView } from "@/lib/oauth/clients/manage/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listOauthClients, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listClients(ctx, query);
    return { body: { data: rows.map(toClientView), next_cursor: nextCursor } };
  }),
  POST: handle(contract.createOauthClient, async ({ ctx, body }) => {
    const { row, secret } = await createClient(ctx, body);
    return { body: { ...toClientView(row), ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 as const }) } };
  }),
});
