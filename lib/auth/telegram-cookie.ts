import { clearCookie, setCookie } from "./small-cookie";
import { cookieValue, isSecure } from "./session-cookie";

/** Which sign-in by Telegram this browser has begun, and the mark that it was this one. */
export type BegunSignIn = { secret: string; mark: string };

function telegramCookieName(): string {
  return isSecure() ? "__Host-keyhouse.telegram" : "keyhouse.telegram";
}

export function setTelegramCookie({ secret, mark }: BegunSignIn, maxAgeSeconds: number): string {
  return setCookie(telegramCookieName(), `${secret}.${mark}`, maxAgeSeconds);
}

export const clearTelegramCookie = () => clearCookie(telegramCookieName());

export function readTelegramCookie(header: string | undefined): BegunSignIn | undefined {
  const value = header === undefined ? undefined : cookieValue(header, telegramCookieName());
  const [, secret, mark] = /^([\w-]{43})\.([\w-]{43})$/.exec(value ?? "") ?? [];
  return secret !== undefined && mark !== undefined ? { secret, mark } : undefined;
}
