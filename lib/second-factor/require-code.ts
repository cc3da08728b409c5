import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { checkCode } from "./check-code";
import { hasSecondFactor } from "./factors";

/**
 * For programs that sign in by name and password: the code beside it, where the account has a second factor. Returns what the
 * sign-in rests on. Throws SECOND_FACTOR_REQUIRED where none was sent (told only to whoever knows the password), INVALID_CREDENTIALS
 * or RATE_LIMITED.
 */
export async function requireCode(caller: Caller, user: User, code: string | undefined): Promise<string> {
  if (!(await hasSecondFactor(user.id))) return "password";
  if (code === undefined) throw new Refusal("SECOND_FACTOR_REQUIRED");
  return `password+${await checkCode(caller, user, code)}`;
}
