import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/** A sign-in is recent for ten minutes. */
const recentMilliseconds = 10 * 60_000;

/** For what an unlocked screen must not give away. Throws REAUTHENTICATION_REQUIRED. */
export function requireRecentSignIn(ctx: UserContext): void {
  if (!isSignInRecent(ctx)) throw new Refusal("REAUTHENTICATION_REQUIRED");
}

export function isSignInRecent({ principal }: UserContext): boolean {
  return clock.now().getTime() - (principal.authenticatedAt?.getTime() ?? 0) <= recentMilliseconds;
}
