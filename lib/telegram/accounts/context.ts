import { personPrincipal } from "@/lib/access/person-principal";
import { clock } from "@/lib/clock";
import type { Caller, UserContext } from "@/lib/context";
import type { Identity, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";

export type TelegramAccount = { identity: Identity; user: User };

/** What the audit log says instead of a browser. Telegram tells nobody's address. */
const telegramAgent = "Telegram";

export const telegramCaller = (): Caller => ({ requestId: newId("req"), ip: undefined, userAgent: telegramAgent, channel: "telegram" });

/**
 * A person who acts through the bot: as if signed in at this moment, for Telegram vouches for each message. Made anew for each
 * one, so that a change of role acts on the next. Throws ACCOUNT_SUSPENDED.
 */
export function telegramContext({ user, identity }: TelegramAccount): UserContext {
  if (user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return { ...telegramCaller(), principal: personPrincipal(user, { id: identity.id, name: "Telegram", authenticatedAt: clock.now() }) };
}
