import { effectiveScopes } from "@/lib/access/effective-scopes";
import { clock } from "@/lib/clock";
import type { Caller, UserContext } from "@/lib/context";
import type { Role } from "@/lib/contract/scopes";
import type { Identity, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { scopeRegistry } from "@/lib/scopes/registry";

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
  const role = user.role as Role;
  return {
    ...telegramCaller(),
    principal: {
      kind: "session",
      credentialId: identity.id,
      credentialName: "Telegram",
      user: { id: user.id, email: user.email ?? undefined, username: user.username, name: user.name ?? undefined, role, groups: user.groups },
      organizationId: undefined,
      scopes: effectiveScopes({ kind: "session", scopes: [], scopesFollowRole: true }, role, scopeRegistry()),
      environment: undefined,
      expiresAt: undefined,
      credentialExpiresAt: undefined,
      allowedIps: undefined,
      rateLimitPerMinute: undefined,
      quotaPerDay: undefined,
      authenticatedAt: clock.now(),
      secondFactorMissing: false,
      tokenId: undefined,
      audience: undefined,
      client: undefined,
      budgetId: identity.id,
    },
  };
}
