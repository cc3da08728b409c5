import { isSignInRecent } from "@/lib/access/require-recent-sign-in";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { TelegramCardView } from "@/lib/contract/telegram";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { telegramUsername } from "../status";

/** Undefined where no bot is configured: then the page says nothing of it. */
export async function getTelegramCard(ctx: UserContext): Promise<TelegramCardView | undefined> {
  if (!config().signIn.telegram || !config().enableAuth) return undefined;
  const identity = await db().identity.findUnique({ where: { userId_provider: { userId: ctx.principal.user.id, provider: "telegram" } } });
  return {
    bot: telegramUsername(),
    linked: identity ? { id: identity.id, name: identity.name ?? undefined, alerts: identity.alertsOn, since: toWireTime(identity.createdAt) } : undefined,
    confirmFirst: !isSignInRecent(ctx),
  };
}
