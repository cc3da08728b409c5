import { cookieValue, isSecure } from "./session-cookie";
import { clearCookie, setCookie } from "./small-cookie";

/** Binds a sign-in that waits for its second factor to the browser in which it began. */
export function unfinishedCookieName(): string {
  return isSecure() ? "__Host-keyhouse.sign-in" : "keyhouse.sign-in";
}

export const setUnfinishedCookie = (secret: string) => setCookie(unfinishedCookieName(), secret, 600);
export const clearUnfinishedCookie = () => clearCookie(unfinishedCookieName());

export function readUnfinishedCookie(header: string | undefined): string | undefined {
  const value = header === undefined ? undefined : cookieValue(header, unfinishedCookieName());
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}
