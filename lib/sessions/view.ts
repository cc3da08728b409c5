import { toWireTime } from "@/lib/clock";
import type { User } from "@/lib/db/generated/client";
import { toUserSummary } from "@/lib/users/view";
import type { StartedSession } from "./start";

/** What a sign-in answers. */
export function toSessionAnswer(user: User, session: StartedSession) {
  return { user: toUserSummary(user), token: session.token, expires_at: toWireTime(session.expiresAt), refresh_token: session.refreshToken };
}
