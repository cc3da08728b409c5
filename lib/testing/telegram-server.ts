import type { IncomingMessage, ServerResponse } from "node:http";
import { startHttpServer } from "./http-server";
import { waitUntil } from "./wait-until";

/** As the real one words its answers; only what a bot for private chats needs. */
type Json = Record<string, unknown>;
export type BotMessage = { message_id: number; chat: { id: number; type: string }; text: string; reply_markup?: { inline_keyboard: Key[][] } };
type Key = { text: string; callback_data?: string; copy_text?: { text: string } };
type Update = Json & { update_id: number };

export type TelegramCall = { method: string; payload: Json };

/** A small server that speaks Telegram's Bot API for one bot, with the people who write to it. */
export class TelegramServer {
  readonly botToken = "123456789:test-token-of-a-bot-that-is-not";
  readonly username = "keyhouse_test_bot";
  botName = "Keyhouse";
  readonly calls: TelegramCall[] = [];
  /** Messages of the bot that stand in a chat, as people see them: edited, and without the deleted ones. */
  readonly messages: BotMessage[] = [];
  /** What flashed up when a button was pressed. */
  readonly flashes: string[] = [];
  /** How often a second poller cut the first one off. */
  conflicts = 0;
  webhook: { url: string; secret_token: string } | undefined;
  /** Called before a method is answered: an answer of its own stands instead of the usual one. */
  intercept: (call: TelegramCall) => Json | undefined = () => undefined;
  apiRoot = "";

  private readonly updates: Update[] = [];
  private nextUpdateId = 1000;
  private nextMessageId = 1;
  private held: { response: ServerResponse; timer: NodeJS.Timeout; offset: number } | undefined;
  private stop: () => Promise<void> = async () => undefined;

  static async start(port?: number): Promise<TelegramServer> {
    const server = new TelegramServer();
    const http = await startHttpServer((request, response) => void server.answer(request, response), port);
    server.apiRoot = http.origin;
    server.stop = http.close;
    return server;
  }

  /** Variables of a house whose bot lives here. */
  get env(): Record<string, string> {
    return { TELEGRAM_BOT_TOKEN: this.botToken, TELEGRAM_API_ROOT: this.apiRoot };
  }

  /** With these as well people sign in by OpenID Connect. */
  oidcEnv(issuer: string): Record<string, string> {
    return { TELEGRAM_CLIENT_ID: "client", TELEGRAM_CLIENT_SECRET: "a-secret-of-the-tests", TELEGRAM_ISSUER: issuer };
  }

  person(id: number, { username, name = "Ada" }: { username?: string; name?: string } = {}): TelegramPerson {
    return new TelegramPerson(this, { id, is_bot: false, first_name: name, ...(username !== undefined && { username }) });
  }

  /** Delivers something that happened; again, with the same number, if told to. */
  push(happened: Json, updateId = this.nextUpdateId++): number {
    this.updates.push({ update_id: updateId, ...happened });
    this.answerHeld();
    return updateId;
  }

  /** Is somebody asking for updates at this moment? */
  get isPolled(): boolean {
    return this.held !== undefined;
  }

  methodsCalled(method: string): TelegramCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  async close(): Promise<void> {
    clearTimeout(this.held?.timer);
    await this.stop();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const payload = await readJson(request);
    if (token !== this.botToken) return reply(response, { ok: false, error_code: 401, description: "Unauthorized" });
    const call = { method, payload };
    if (method !== "getUpdates") this.calls.push(call);
    const own = this.intercept(call);
    if (own) return reply(response, own);
    if (method === "getUpdates") return this.hold(response, payload);
    reply(response, { ok: true, result: this.act(method, payload) ?? true });
  }

  private act(method: string, payload: Json): unknown {
    switch (method) {
      case "getMe":
        return { id: 123456789, is_bot: true, first_name: this.botName, username: this.username, can_join_groups: true };
      case "setWebhook":
        this.webhook = payload as typeof this.webhook;
        return true;
      case "deleteWebhook":
        this.webhook = undefined;
        return true;
      case "sendMessage":
        return this.keep(payload);
      case "editMessageText":
        return Object.assign(this.messageOf(payload), { text: payload["text"], reply_markup: payload["reply_markup"] });
      case "deleteMessage":
        this.messages.splice(this.messages.indexOf(this.messageOf(payload)), 1);
        return true;
      case "answerCallbackQuery":
        if (payload["text"] !== undefined) this.flashes.push(String(payload["text"]));
        return true;
      default:
        return true;
    }
  }

  private keep(payload: Json): BotMessage {
    const id = Number(payload["chat_id"]);
    const message = { ...(payload as Pick<BotMessage, "reply_markup">), message_id: this.nextMessageId++, chat: { id, type: id < 0 ? "group" : "private" }, text: String(payload["text"]) };
    this.messages.push(message);
    return message;
  }

  private messageOf(payload: Json): BotMessage {
    return this.messages.find((message) => message.message_id === payload["message_id"] && message.chat.id === Number(payload["chat_id"]))!;
  }

  /** One question at a time: a newer one ends the older, as the real server does. */
  private hold(response: ServerResponse, { offset = 0, timeout = 0 }: { offset?: number; timeout?: number }): void {
    if (this.held) {
      this.conflicts++;
      this.release({ ok: false, error_code: 409, description: "Conflict: terminated by other getUpdates request" });
    }
    const timer = setTimeout(() => this.release({ ok: true, result: [] }), timeout * 1000);
    this.held = { response, timer, offset };
    response.on("close", () => {
      if (this.held?.response === response) this.held = undefined;
      clearTimeout(timer);
    });
    this.answerHeld();
  }

  private answerHeld(): void {
    if (!this.held) return;
    const { offset } = this.held;
    this.updates.splice(0, this.updates.length, ...this.updates.filter((update) => update.update_id >= offset));
    if (this.updates.length > 0) this.release({ ok: true, result: [...this.updates] });
  }

  private release(answer: Json): void {
    const held = this.held;
    this.held = undefined;
    if (!held) return;
    clearTimeout(held.timer);
    reply(held.response, answer);
  }
}

type From = { id: number; is_bot: boolean; first_name: string; username?: string };

/** Somebody with Telegram on their phone. */
export class TelegramPerson {
  constructor(
    private readonly server: TelegramServer,
    readonly from: From,
  ) {}

  /** What the bot has said in this chat, as it stands now. */
  get messages(): BotMessage[] {
    return this.server.messages.filter((message) => message.chat.id === this.from.id);
  }

  /** Sends a message without waiting. */
  post(text: string, chat: { id: number; type: string } = { id: this.from.id, type: "private" }): number {
    return this.server.push({ message: { message_id: 1, date: 1, chat, from: this.from, text } });
  }

  /** Sends a message and waits for the answer. */
  async say(text: string): Promise<BotMessage> {
    const before = this.sent;
    this.post(text);
    await waitUntil(() => this.sent > before);
    return this.messages.at(-1)!;
  }

  /** Follows `https://t.me/<bot>?start=<payload>` and presses Start. */
  follow(link: string): Promise<BotMessage> {
    return this.say(`/start ${new URL(link).searchParams.get("start")}`);
  }

  /** Presses the button with this label and waits until the press was answered and what follows was done. */
  async press(message: BotMessage, label: string): Promise<void> {
    const key = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);
    if (key?.callback_data === undefined) throw new Error(`The message has no button "${label}": ${JSON.stringify(message)}`);
    await this.pressData(message, key.callback_data);
  }

  async pressData(message: BotMessage, data: string): Promise<void> {
    const { answers, changes } = this;
    const flashes = this.server.flashes.length;
    this.server.push({ callback_query: { id: `${Math.random()}`, from: this.from, chat_instance: "1", data, message: { ...message, date: 1 } } });
    await waitUntil(() => this.answers > answers);
    await waitUntil(() => this.changes > changes || this.server.flashes.length > flashes);
  }

  private get sent(): number {
    return this.server.methodsCalled("sendMessage").filter(({ payload }) => Number(payload["chat_id"]) === this.from.id).length;
  }

  private get answers(): number {
    return this.server.methodsCalled("answerCallbackQuery").length;
  }

  private get changes(): number {
    return this.server.methodsCalled("editMessageText").length + this.server.methodsCalled("deleteMessage").length;
  }
}

/** The token in a message, as it would be copied. */
export function tokenIn({ text }: BotMessage): string {
  const [, token] = /<code>(sk_live_\w+)<\/code>/.exec(text) ?? [];
  if (token === undefined) throw new Error(`There is no token in: ${text}`);
  return token;
}

async function readJson(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Json);
}

function reply(response: ServerResponse, answer: Json): void {
  const status = answer["ok"] === true ? 200 : Number(answer["error_code"] ?? 500);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
}
