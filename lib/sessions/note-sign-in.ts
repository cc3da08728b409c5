import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";

/**
 * Somebody signs in as whom they were found to be a moment ago. If the password was changed in between, whoever did so has just
 * ended all sessions, and this one comes too late: of the two transactions one waits for the other here. Throws INVALID_CREDENTIALS.
 */
export async function noteSignIn(tx: Transaction, user: Pick<User, "id" | "passwordHash">): Promise<void> {
  const { count } = await tx.user.updateMany({ where: { id: user.id, passwordHash: user.passwordHash }, data: { lastSignInAt: clock.now() } });
  if (count !== 1) throw new Refusal("INVALID_CREDENTIALS");
}
