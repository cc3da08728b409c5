import { authenticateSession } from "@/lib/access/authenticate";
import { readSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import { clearUnfinishedCookie, setUnfinishedCookie } from "@/lib/auth/unfinished-cookie";
import { toWireTime } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { isRefusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { hasSecondFactor } from "@/lib/second-factor/factors";
import { isSecondFactorMissing } from "@/lib/second-factor/missing";
import { keepUnfinished } from "@/lib/second-factor/unfinished";
import { endSession } from "@/lib/sessions/end";
import { startSession, type StartedSession } from "@/lib/sessions/start";
import { forgetTyped, localPath, seeOther } from "./form";

/** The browser that somebody signs in with, and where it goes afterwards. */
export type Arrival = {
  caller: Caller;
  cookie: string | undefined;
  /** A page of our own. */
  next: string;
  /** An application's address, already found on the operator's list: it is given a token in the fragment. */
  redirectUri?: string | undefined;
};

/**
 * Completes a sign-in whose first factor was right; `via` names it: password, registration, google, ... Where the account has a second
 * factor no session begins yet: the sign-in waits for it in this browser.
 */
export async function completeSignIn(arrival: Arrival, user: User, via: string): Promise<Response> {
  if (!(await hasSecondFactor(user.id))) return beginBrowserSession(arrival, user, via);
  const next = localPath(arrival.next);
  const secret = await keepUnfinished({ user, via, next, redirectUri: arrival.redirectUri });
  return seeOther(`${paths.secondFactor}?next=${encodeURIComponent(next)}`, [setUnfinishedCookie(secret), forgetTyped()]);
}

/** Begins a new session, ends the one that the browser had, and redirects (303). For a person who has nothing more to prove. */
export async function beginBrowserSession({ caller, cookie, next, redirectUri }: Arrival, user: User, via: string): Promise<Response> {
  const session = await startSession(caller, user, via);
  await endReplacedSession(caller, cookie);
  const cookies = [await setSessionCookie(session.credentialId), forgetTyped(), clearUnfinishedCookie()];
  const leaves = redirectUri !== undefined && !(await isSecondFactorMissing(user));
  return seeOther(leaves ? withToken(redirectUri, session) : localPath(next), cookies);
}

/** In the fragment, which browsers send to no server. */
function withToken(redirectUri: string, { token, expiresAt }: StartedSession): string {
  return `${redirectUri}#${new URLSearchParams({ token, expires_at: toWireTime(expiresAt) })}`;
}

/** Ends the session that the browser is about to forget, so that it does not live on unseen. */
export async function endReplacedSession(caller: Caller, cookie: string | undefined): Promise<void> {
  const sessionId = await readSessionCookie(cookie);
  if (sessionId === undefined) return;
  try {
    const principal = await authenticateSession(sessionId, { ...caller, whileEnrolling: true });
    await endSession({ ...caller, principal }, sessionId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
