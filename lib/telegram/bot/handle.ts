import { InlineKeyboard, type Api } from "grammy";
import type { InlineKeyboardButton, Message, Update, User as TelegramUser } from "grammy/types";
import { log } from "@/lib/log";
import { limiter } from "@/lib/rate-limit/limiter";
import { answerMessage, answerPress } from "../answer";
import type { Button, PressReply, Reply, Sender } from "../reply";

const hour = 3_600_000;
const apology = "Something went wrong on our side. Try again in a minute.";

/** Answers one update. Only people, only in private chats: what is shown there is theirs alone. */
export async function handleUpdate(api: Api, update: Update): Promise<void> {
  const { message, callback_query: press } = update;
  if (message?.from && !message.from.is_bot) return handleMessage(api, message, message.from);
  if (press?.data !== undefined && press.message && !press.from.is_bot) {
    // a button that was forwarded into a group, or shown to others, serves nobody
    if (press.message.chat.type !== "private" || press.message.chat.id !== press.from.id) return void (await api.answerCallbackQuery(press.id));
    return handlePress(api, press.id, press.message.message_id, press.from, press.data);
  }
}

async function handleMessage(api: Api, message: Message, from: TelegramUser): Promise<void> {
  const { chat } = message;
  if (chat.type !== "private") return refuseGroup(api, chat.id, message.text);
  try {
    const reply = await answerMessage(toSender(from), message.text ?? "");
    if (reply) await send(api, chat.id, reply);
  } catch (error) {
    await api.sendMessage(chat.id, apology).catch(() => undefined);
    throw error;
  }
}

/** Said once an hour to whoever calls a command; otherwise the bot is silent there. */
async function refuseGroup(api: Api, chatId: number, text: string | undefined): Promise<void> {
  if (!text?.startsWith("/") || !limiter().take(`telegram group ${chatId}`, 1, hour).allowed) return;
  await api.sendMessage(chatId, "I answer in private chats only: what I say is for one person.");
}

async function handlePress(api: Api, id: string, messageId: number, from: TelegramUser, data: string): Promise<void> {
  let reply: PressReply = { flash: apology };
  try {
    reply = await answerPress(toSender(from), data);
  } finally {
    // ends the little clock on the button; of no weight where it fails
    await api.answerCallbackQuery(id, reply.flash ? { text: reply.flash } : {}).catch(() => undefined);
  }
  if (reply.message === "delete") return remove(api, from.id, messageId);
  if (reply.message) await api.editMessageText(from.id, messageId, reply.message.text.source, options(reply.message));
}

export function send(api: Api, chatId: number | string, reply: Reply): Promise<Message> {
  return api.sendMessage(chatId, reply.text.source, options(reply));
}

/** Telegram lets a bot delete for two days; after that what it said can still be overwritten. */
async function remove(api: Api, chatId: number, messageId: number): Promise<void> {
  try {
    await api.deleteMessage(chatId, messageId);
  } catch (error) {
    log.debug("A Telegram message is overwritten, for it can no longer be deleted", { error });
    await api.editMessageText(chatId, messageId, "Deleted.");
  }
}

function options({ buttons }: Reply) {
  return { parse_mode: "HTML" as const, link_preview_options: { is_disabled: true }, ...(buttons && { reply_markup: new InlineKeyboard(buttons.map((row) => row.map(toKey))) }) };
}

function toKey(button: Button): InlineKeyboardButton {
  if ("data" in button) return { text: button.label, callback_data: button.data };
  return { text: button.label, copy_text: { text: button.copy } };
}

function toSender({ id, username, first_name: first, last_name: last }: TelegramUser): Sender {
  return { id: String(id), username, name: [first, last].filter(Boolean).join(" ").trim() || undefined };
}
