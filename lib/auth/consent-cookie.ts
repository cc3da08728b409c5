import { randomBytes } from "node:crypto";
import { cookieValue, isSecure } from "./session-cookie";
import { setCookie } from "./small-cookie";

/** Marks a browser: what it brought to the authorization endpoint can be decided in it alone. */
export function consentCookieName(): string {
  return isSecure() ? "__Host-keyhouse.consent" : "keyhouse.consent";
}

/** The browser's mark from its Cookie header, or a new one. A request that is under way in another tab keeps working. */
export function browserMark(header: string | undefined): { secret: string; cookie: string } {
  const known = readConsentCookie(header);
  const secret = known ?? randomBytes(32).toString("base64url");
  return { secret, cookie: setCookie(consentCookieName(), secret, 3600) };
}

export function readConsentCookie(header: string | undefined): string | undefined {
  const value = header === undefined ? undefined : cookieValue(header, consentCookieName());
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}
