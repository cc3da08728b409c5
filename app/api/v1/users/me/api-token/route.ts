import { contract } from "@/lib/contract";
import { toWireTime } from "@/lib/clock";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { replacePersonalToken } from "@/lib/personal-token/replace";
import { deletePersonalToken, getPersonalToken } from "@/lib/personal-token/show";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.getPersonalToken, async ({ ctx }) => ({ body: await getPersonalToken(ctx) })),
  POST: handle(contract.createPersonalToken, async ({ ctx, body }) => {
    const { row, token } = await replacePersonalToken(ctx, body?.overlap_seconds);
    return { body: { token, id: row.id, hint: row.hint!, created_at: toWireTime(row.createdAt) } };
  }),
  DELETE: handle(contract.deletePersonalToken, async ({ ctx }) => {
    await deletePersonalToken(ctx);
    return { body: success };
  }),
});
