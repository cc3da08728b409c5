import type { Html } from "./html";

/** Who wrote to the bot, as Telegram tells it. In a private chat the chat has the same number. */
export type Sender = {
  /** Telegram's number of the person. */
  id: string;
  /** Without the @; not everybody has one. */
  username: string | undefined;
  name: string | undefined;
};

/** What the bot answers. */
export type Reply = { text: Html; buttons?: Button[][] };

/** Answers a press, or copies a text. Links stand in the text: Telegram refuses buttons to a house on this machine. */
export type Button = { label: string } & ({ data: string } | { copy: string });

/** What a press of a button does to its message, and what flashes up. */
export type PressReply = { message?: Reply | "delete"; flash?: string };
