import { contract } from "@/lib/contract";
import { handle, success } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { reportLeaks } from "@/lib/leaks/report";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: handle(contract.reportScannedLeaks, ({ ctx, body }) => {
    reportLeaks(ctx, body);
    return { body: success };
  }),
});
