import { z } from "zod";
import { defineRoute } from "./define-route";
import { Timestamp } from "./primitives";

export const TelegramLinkCode = z.strictObject({
  code: z.string().meta({ description: "To be sent to the bot as `/start <code>`; works once" }),
  url: z.string().meta({ description: "Opens the bot with the code", examples: ["https://t.me/keyhouse_bot?start=link-..."] }),
  expires_at: Timestamp,
});
export type TelegramLinkCode = z.infer<typeof TelegramLinkCode>;

export const createTelegramLinkCode = defineRoute({
  method: "POST",
  path: "/api/v1/users/me/telegram/link-code",
  summary: "Link my Telegram",
  description: "A one-time code for the bot, good for 10 minutes; a newer one ends the older. Needs a sign-in younger than 10 minutes. Absent (404) where no bot is configured. Unlink with `DELETE /users/me/identities/{id}`.",
  tag: "Account",
  auth: "session",
  scope: null,
  status: 201,
  response: TelegramLinkCode,
  errors: ["NOT_FOUND", "CONFLICT", "REAUTHENTICATION_REQUIRED", "UNAVAILABLE"],
});

/** What the settings show of Telegram. */
export type TelegramCardView = {
  /** The bot's name; absent while Telegram cannot be reached. */
  bot: string | undefined;
  linked: { id: string; name: string | undefined; alerts: boolean; since: string } | undefined;
  /** The sign-in is too old to link anything by it. */
  confirmFirst: boolean;
};

export const UpdateTelegramBody = z.strictObject({ alerts: z.boolean().meta({ description: "Security notices are sent to Telegram as well" }) });

export const updateTelegram = defineRoute({
  method: "PATCH",
  path: "/api/v1/users/me/telegram",
  summary: "Switch security alerts in Telegram",
  tag: "Account",
  auth: "session",
  scope: null,
  body: UpdateTelegramBody,
  status: 200,
  response: z.strictObject({ alerts: z.boolean() }),
  errors: ["NOT_FOUND"],
});
