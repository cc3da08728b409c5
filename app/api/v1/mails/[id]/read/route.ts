import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { readMail } from "@/lib/mail/outbox";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.readMail, async ({ ctx, params }) => ({ body: await readMail(ctx, params.id) })),
});
