import { equalInConstantTime } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { slot } from "@/lib/slot";

const setupTokenSlot = slot<string>("setupToken");
export const setupToken = () => setupTokenSlot.get();
export const setSetupToken = (token: string) => setupTokenSlot.set(token);

/** Is there nobody here yet? */
export async function isUnclaimed(): Promise<boolean> {
  return (await db().bootstrap.findUnique({ where: { id: 1 } })) === null;
}

/** Does the next registration need the setup token? Only the first does, and only where strangers can reach the page. */
export async function needsSetupToken(): Promise<boolean> {
  return !config().isLoopback && (await isUnclaimed());
}

/** Otherwise the first stranger to find the page would own the house. */
export function requireSetupToken(presented: string | undefined): void {
  if (config().isLoopback) return;
  const expected = setupTokenSlot.peek();
  if (expected === undefined || presented === undefined || !equalInConstantTime(presented.trim(), expected)) {
    throw new Refusal("FORBIDDEN", { field: "setup_token" }, "The first account needs the setup token that the server printed when it started");
  }
}
