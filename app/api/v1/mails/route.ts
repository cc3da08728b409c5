import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { listMails, toMailView } from "@/lib/mail/outbox";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.listMails, async ({ ctx, query }) => {
    const { rows, nextCursor } = await listMails(ctx, query);
    return { body: { data: rows.map(toMailView), next_cursor: nextCursor } };
  }),
});
