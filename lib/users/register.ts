import { withAudit } from "@/lib/audit/with-audit";
import type { Caller } from "@/lib/context";
import type { RegisterBody } from "@/lib/contract/auth";
import { hashPassword } from "@/lib/crypto/password-hash";
import { isUniqueViolation } from "@/lib/db/errors";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { createAccount } from "./create-account";
import { normalizeEmail, suggestUsername } from "./normalize";
import { requireGoodPassword } from "./password-policy";

/**
 * Makes an account with its personal organization. The very first one becomes administrator, exactly once however many arrive
 * together. Throws CONFLICT with `field`, VALIDATION_FAILED, or FORBIDDEN without the setup token.
 */
export async function registerUser(caller: Caller, input: RegisterBody): Promise<User> {
  const email = normalizeEmail(input.email);
  requireGoodPassword(input.password, { email, username: input.username });
  const passwordHash = await hashPassword(input.password);
  for (let attempt = 0; ; attempt++) {
    const username = input.username ?? suggestUsername(email, attempt);
    try {
      return await createUser(caller, { email, username, passwordHash }, input.setup_token);
    } catch (error) {
      const fields = isUniqueViolation(error);
      if (!fields) throw error;
      if (fields.includes("email")) throw new Refusal("CONFLICT", { field: "email" }, "There is already an account with this address");
      if (input.username !== undefined || attempt > 5) throw new Refusal("CONFLICT", { field: "username" }, "This username is taken");
    }
  }
}

async function createUser(caller: Caller, account: { email: string; username: string; passwordHash: string }, setupToken: string | undefined): Promise<User> {
  return withAudit(caller, async (tx) => {
    const user = await createAccount(tx, account, setupToken);
    return {
      result: user,
      actor: { kind: "user", userId: user.id, name: user.username },
      entry: { action: "user.registered", target: { type: "user", id: user.id, name: user.username }, detail: { role: user.role } },
    };
  });
}
