import { derivedKey } from "@/lib/crypto/secret-key";

/** What Telegram must send with each update (X-Telegram-Bot-Api-Secret-Token): the same on every instance, and nowhere stored. */
export function webhookSecret(): string {
  return derivedKey("telegram-webhook").toString("hex");
}
