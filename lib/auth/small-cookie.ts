import { isSecure } from "./session-cookie";

/** `Set-Cookie` of a short-lived helper cookie of a form. */
export function setCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}

export function clearCookie(name: string): string {
  return setCookie(name, "", 0);
}
