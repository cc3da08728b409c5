import { contract } from "@/lib/contract";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { switchAlerts } from "@/lib/telegram/alerts/switch";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: handle(contract.updateTelegram, async ({ ctx, body }) => {
    await switchAlerts(ctx, body.alerts);
    return { body: { alerts: body.alerts } };
  }),
});
