import { slot } from "@/lib/slot";

/** The bot of this process. */
export type RunningBot = {
  /** Without the @; known once Telegram has answered for the first time. */
  username(): string | undefined;
  /** Takes an update that Telegram has delivered. Rejects where it could not be recorded: Telegram delivers it again. */
  receive(update: { update_id: number }): Promise<void>;
  /** A notice waits to be sent. */
  wake(): void;
};

/** Absent where no bot is configured. */
export const runningBot = slot<RunningBot>("telegramBot");

/** `https://t.me/<bot>?start=<payload>`, or undefined while the bot is not known. */
export function deepLink(payload: string): string | undefined {
  const username = telegramUsername();
  return username === undefined ? undefined : `https://t.me/${username}?start=${payload}`;
}

/** The bot's name, where there is one and Telegram has answered. */
export function telegramUsername(): string | undefined {
  return runningBot.peek()?.username();
}
