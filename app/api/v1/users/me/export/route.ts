import { exportAccount } from "@/lib/account/export";
import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.exportMe, async ({ ctx }) => ({
    body: await exportAccount(ctx),
    headers: { "content-disposition": `attachment; filename="${ctx.principal.user.username}.json"` },
  })),
});
