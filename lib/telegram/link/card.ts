import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { telegramUsername } from "../status";

/** What the settings show of Telegram. */
export type TelegramCardView = {
  /** The bot's name; absent while Telegram cannot be reached. */
  bot?: string | undefined;
  linked?: { id: string; name: string | undefined; alerts: boolean; since: string } | undefined;
};

/** Undefined where no bot is configured: then the page says nothing of it. */
export async function getTelegramCard({ principal }: UserContext): Promise<TelegramCardView | undefined> {
  if (!config().signIn.telegram || !config().enableAuth) return undefined;
  const identity = await db().identity.findUnique({ where: { userId_provider: { userId: principal.user.id, provider: "telegram" } } });
  return {
    bot: telegramUsername(),
    linked: identity ? { id: identity.id, name: identity.name ?? undefined, alerts: identity.alertsOn, since: toWireTime(identity.createdAt) } : undefined,
  };
}
