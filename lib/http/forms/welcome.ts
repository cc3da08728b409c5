import { authenticateSession } from "@/lib/access/authenticate";
import { readSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { isRefusal } from "@/lib/errors";
import { endSession } from "@/lib/sessions/end";
import { startSession } from "@/lib/sessions/start";
import { forgetTyped, localPath, seeOther } from "./form";

/** The browser that somebody signs in with, and the page that it goes to afterwards. */
export type Arrival = { caller: Caller; cookie: string | undefined; next: string };

/**
 * Somebody has just proved who they are, by whichever way (`via`: password, registration, google, ...): the browser's former
 * session ends, a new one begins, and the browser goes on (303).
 */
export async function welcome({ caller, cookie, next }: Arrival, user: User, via: string): Promise<Response> {
  await endReplacedSession(caller, cookie);
  const { credentialId } = await startSession(caller, user, via);
  return seeOther(localPath(next), [await setSessionCookie(credentialId), forgetTyped()]);
}

/** The browser forgets its former session: it should not go on living where nobody can see it. */
export async function endReplacedSession(caller: Caller, cookie: string | undefined): Promise<void> {
  const sessionId = await readSessionCookie(cookie);
  if (sessionId === undefined) return;
  try {
    const principal = await authenticateSession(sessionId, caller);
    await endSession({ ...caller, principal }, sessionId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
