import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { Caller } from "@/lib/context";
import { authenticateSession } from "@/lib/access/authenticate";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { clientIp } from "@/lib/client-address/client-ip";
import { peerHeader, peerOf } from "@/lib/client-address/peer";
import { newId } from "@/lib/ids";
import { hasSecondFactor } from "@/lib/second-factor/factors";
import { startSession } from "@/lib/sessions/start";
import { checkPassword } from "@/lib/users/check-password";
import { quietLogger } from "./quiet-logger";
import { cookieSecret, isSecure, sessionCookieName } from "./session-cookie";

/** next-auth over our own session records: its cookie names a session row, and what the row says counts. */
export function nextAuthOptions(): NextAuthOptions {
  return {
    secret: cookieSecret(),
    session: { strategy: "jwt", maxAge: config().refreshTokenTtlSeconds },
    cookies: { sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } } },
    useSecureCookies: isSecure(),
    pages: { signIn: "/login", error: "/login" },
    providers: [passwordProvider],
    callbacks: {
      // `user.id` is the session's id: see passwordProvider
      jwt: ({ token, user }) => (user ? { sub: user.id } : token),
      session: async ({ session, token }) => {
        const principal = await findPrincipal(token.sub);
        if (!principal) return { expires: new Date(0).toISOString() };
        return { ...session, user: { name: principal.user.name ?? principal.user.username, email: principal.user.email ?? null } };
      },
    },
    logger: quietLogger,
  };
}

const passwordProvider = Credentials({
  name: "Password",
  credentials: { identifier: { label: "Username or email" }, password: { label: "Password", type: "password" } },
  async authorize(credentials, request) {
    const header = (name: string) => (request.headers as Record<string, string | undefined> | undefined)?.[name];
    const caller: Caller = { requestId: newId("req"), ip: clientIp({ header, peer: peerOf(header(peerHeader)) }), userAgent: header("user-agent") };
    const identifier = credentials?.identifier ?? "";
    try {
      const user = await checkPassword(caller, { username: identifier }, credentials?.password ?? "");
      // what it cannot ask for it must not do without: such an account signs in on our own page
      if (await hasSecondFactor(user.id)) return null;
      const { credentialId } = await startSession(caller, user, "password");
      return { id: credentialId };
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  },
});

async function findPrincipal(sessionId: string | undefined) {
  try {
    return sessionId === undefined ? undefined : await authenticateSession(sessionId, { ip: undefined, userAgent: undefined });
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
