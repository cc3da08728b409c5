import { createHash } from "node:crypto";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { derivedKey } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";
import { quietLogger, withFailures } from "../quiet-logger";

export type Cookies = Record<string, string>;

type Run = {
  options: Pick<NextAuthOptions, "providers" | "callbacks">;
  action: "signin" | "callback";
  provider: string;
  query: Record<string, string>;
  cookies?: Cookies;
};

type Outcome = { location: string | undefined; cookies: Cookies; failure: unknown };

/**
 * Lets next-auth answer one request that no browser sent: its cookies are answered instead of set, so that they can be kept where
 * they are used once. It makes no session here; what it has found out reaches the caller by `options.callbacks.signIn`.
 */
export async function runNextAuth({ options, action, provider, query, cookies = {} }: Run): Promise<Outcome> {
  const secret = derivedKey("provider-state").toString("base64url");
  // it starts a sign-in only for a form with its own token; our own form, or none, has been checked before
  const csrfToken = action === "signin" ? "started-by-keyhouse" : undefined;
  const csrf: Cookies = csrfToken === undefined ? {} : { [names.csrfToken]: `${csrfToken}|${createHash("sha256").update(`${csrfToken}${secret}`).digest("hex")}` };
  const request = {
    method: action === "signin" ? "POST" : "GET",
    headers: { host: new URL(config().publicUrl).host, "x-forwarded-proto": new URL(config().publicUrl).protocol.slice(0, -1) },
    query: { ...query, nextauth: [action, provider] },
    cookies: { ...cookies, ...csrf },
    body: csrfToken === undefined ? undefined : { csrfToken },
  };
  const answer = new RecordedAnswer();
  const { failure } = await withFailures(() => (NextAuth as unknown as Bare)(request, answer, { ...options, ...fixed, secret }));
  return { location: answer.location, cookies: answer.cookies, failure };
}

type Bare = (request: object, answer: RecordedAnswer, options: NextAuthOptions) => Promise<unknown>;

const names = { csrfToken: "csrf", callbackUrl: "callback-url", pkceCodeVerifier: "pkce", nonce: "nonce", state: "state", sessionToken: "session" };

const fixed: Pick<NextAuthOptions, "session" | "useSecureCookies" | "logger" | "cookies"> = {
  session: { strategy: "jwt" },
  useSecureCookies: false,
  logger: quietLogger,
  cookies: Object.fromEntries(Object.entries(names).map(([kind, name]) => [kind, { name, options: { maxAge: 600 } }])),
};

/** As much of a response as next-auth writes to. */
class RecordedAnswer {
  location: string | undefined;
  private setCookie: string[] = [];

  get cookies(): Cookies {
    return Object.fromEntries(this.setCookie.map((line) => line.split(";", 1)[0]!).map((pair) => [pair.slice(0, pair.indexOf("=")), decodeURIComponent(pair.slice(pair.indexOf("=") + 1))]));
  }

  status(): this {
    return this;
  }

  getHeader(name: string): string[] | undefined {
    return name === "Set-Cookie" ? this.setCookie : undefined;
  }

  setHeader(name: string, value: string | string[]): this {
    if (name === "Set-Cookie") this.setCookie = [value].flat();
    if (name === "Location") this.location = String(value);
    return this;
  }

  end(): void {}
  send(): void {}
  json(): void {}
}
