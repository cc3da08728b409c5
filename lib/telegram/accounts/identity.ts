import { db } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import { signInByIdentity } from "@/lib/identities/sign-in";
import type { ProvedIdentity } from "@/lib/identities/provider";
import { limiter } from "@/lib/rate-limit/limiter";
import type { Sender } from "../reply";
import { telegramCaller, type TelegramAccount } from "./context";

/** A name and no address that is fetched: Telegram's number is the person, whichever of its ways told it. */
export const telegramIssuer = "https://telegram.org";

export function provedBy({ id, username, name }: Sender): ProvedIdentity {
  return { provider: "telegram", issuer: telegramIssuer, subject: id, emailVerified: false, name: name?.slice(0, 100), username };
}

/** The account that this Telegram belongs to, as it stands at this moment. */
export async function findAccount(sender: Sender): Promise<TelegramAccount | undefined> {
  const row = await db().identity.findUnique({ where: { issuer_subject: { issuer: telegramIssuer, subject: sender.id } }, include: { user: true } });
  if (!row) return undefined;
  const { user, ...identity } = row;
  return { user, identity };
}

/** New accounts a minute, over all who write to the bot. */
const newPerMinute = 60;

/** The same, made where there is none: no address, no password, an ordinary user. Throws ACCOUNT_SUSPENDED or RATE_LIMITED. */
export async function findOrMakeAccount(sender: Sender): Promise<TelegramAccount> {
  if (!(await findAccount(sender)) && !limiter().take("telegram accounts", newPerMinute).allowed) {
    throw new Refusal("RATE_LIMITED", { retry_after: 60 }, "Too many people are new here at this moment. Try again in a minute");
  }
  await signInByIdentity(telegramCaller(), provedBy(sender));
  return (await findAccount(sender))!;
}
