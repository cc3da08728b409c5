import { decode, encode } from "next-auth/jwt";
import { sha256 } from "@/lib/crypto/hash";
import { derivedKey } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";

/**
 * The browser's session cookie: next-auth's encrypted token (JWE, dir + A256GCM), which names a session. Whether that session
 * still lives is asked of the database at every request.
 */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-keyhouse.session" : "keyhouse.session";
}

export function cookieSecret(): string {
  return derivedKey("browser-cookie").toString("base64url");
}

/** `Set-Cookie` for a session that has just begun. */
export async function setSessionCookie(sessionId: string): Promise<string> {
  const maxAge = config().refreshTokenTtlSeconds;
  const value = await encode({ token: { sub: sessionId }, secret: cookieSecret(), maxAge });
  return `${sessionCookieName()}=${value}; Path=/; Max-Age=${maxAge}; ${attributes()}`;
}

/** `Set-Cookie` that takes the session cookie away. */
export function clearSessionCookie(): string {
  return `${sessionCookieName()}=; Path=/; Max-Age=0; ${attributes()}`;
}

/** The session's id from a Cookie header, or undefined where there is no cookie of ours. */
export async function readSessionCookie(header: string | undefined): Promise<string | undefined> {
  const value = header === undefined ? undefined : cookieValue(header, sessionCookieName());
  return value === undefined ? undefined : decodeOnce(value);
}

export function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals !== -1 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** Decryption costs more than the whole rest of a request, and a cookie means the same each time. */
async function decodeOnce(value: string): Promise<string | undefined> {
  const hash = sha256(value);
  const known = decoded.get(hash);
  if (known && known.expiresAt > Date.now()) return known.sessionId;
  try {
    const token = await decode({ token: value, secret: cookieSecret() });
    if (typeof token?.sub !== "string") return undefined;
    if (decoded.size >= 10_000) decoded.clear();
    decoded.set(hash, { sessionId: token.sub, expiresAt: Number(token.exp) * 1000 });
    return token.sub;
  } catch {
    return undefined;
  }
}

const decoded = new Map<string, { sessionId: string; expiresAt: number }>();

export function isSecure(): boolean {
  return config().publicUrl.startsWith("https://");
}

function attributes(): string {
  return `HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}
