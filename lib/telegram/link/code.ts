import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { withAudit } from "@/lib/audit/with-audit";
import { secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { notFound, Refusal } from "@/lib/errors";
import { config } from "@/lib/env/config";
import { issueSecret } from "@/lib/single-use/issue";
import { deepLink } from "../status";

export const linkLifetimeSeconds = 600;

/** Begins the payload of the deep link, so that the bot knows what it is. */
export const linkPrefix = "link-";

export type LinkCode = { code: string; url: string; expiresAt: Date };

/**
 * A one-time code by which the signed-in person links their Telegram: sent to the bot, by the link or by hand. A newer one ends
 * the older. Throws NOT_FOUND without a bot, UNAVAILABLE while Telegram is away, REAUTHENTICATION_REQUIRED, CONFLICT where one is linked.
 */
export async function makeLinkCode(ctx: UserContext): Promise<LinkCode> {
  if (!config().signIn.telegram) throw notFound();
  requireRecentSignIn(ctx);
  const { id: userId, username } = ctx.principal.user;
  return withAudit(ctx, async (tx) => {
    if (await tx.identity.findUnique({ where: { userId_provider: { userId, provider: "telegram" } } })) {
      throw new Refusal("CONFLICT", { field: "provider" }, "A Telegram account is linked already. Unlink it first");
    }
    const secret = await issueSecret(tx, { purpose: "telegram_link", lifetimeSeconds: linkLifetimeSeconds, userId, detail: { ip: ctx.ip ?? "", user_agent: ctx.userAgent?.slice(0, 400) ?? "" } });
    const code = `${linkPrefix}${secret}`;
    const url = deepLink(code);
    if (url === undefined) throw new Refusal("UNAVAILABLE", {}, "Telegram cannot be reached at the moment. Try again in a minute");
    return {
      result: { code, url, expiresAt: secondsFromNow(linkLifetimeSeconds) },
      entry: { action: "telegram.link_code_created", target: { type: "user", id: userId, name: username } },
    };
  });
}
