import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { countWaysIn, findWaysIn, type WaysIn } from "./ways-in";

/** By what the caller can sign in, and whether it is a single way. */
export async function getWaysIn({ principal }: UserContext): Promise<WaysIn & { isLast: boolean }> {
  const ways = await findWaysIn(db(), principal.user.id);
  return { ...ways, isLast: countWaysIn(ways) <= 1 };
}
