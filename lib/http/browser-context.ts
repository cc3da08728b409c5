import { authenticateSession } from "@/lib/access/authenticate";
import { localAdmin } from "@/lib/access/local-admin";
import { readSessionCookie } from "@/lib/auth/session-cookie";
import type { Caller, Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";

/** The person signed in in the browser that sent this, by its session cookie; undefined where nobody is. With ENABLE_AUTH=false the local administrator. */
export async function findSignedIn(caller: Caller, cookie: string | undefined): Promise<Principal | undefined> {
  const sessionId = await readSessionCookie(cookie);
  if (sessionId === undefined) return config().enableAuth ? undefined : localAdmin();
  try {
    return await authenticateSession(sessionId, caller);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
