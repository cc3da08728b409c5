import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { readPeriods, type Counted } from "./periods";

const days = 14;

/** The calls of all credentials of the caller, day by day. */
export function getOwnCalls(ctx: UserContext): Promise<Counted> {
  const from = new Date(clock.now().getTime() - (days - 1) * 86_400_000).toISOString();
  return readPeriods(`user:${ctx.principal.user.id}`, { by: "day", from });
}
