import { askForProof } from "@/lib/addresses/registration";
import { sendVerification } from "@/lib/addresses/send-verification";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { RegisterBody } from "@/lib/contract/auth";
import { hashPassword } from "@/lib/crypto/password-hash";
import { isUniqueViolation } from "@/lib/db/errors";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { createAccount } from "./create-account";
import { normalizeEmail, suggestUsername } from "./normalize";
import { requireGoodPassword } from "./password-policy";
import { isUnclaimed } from "./setup-token";

/**
 * Makes an account with its personal organization. The very first one becomes administrator, exactly once however many arrive
 * together. Where addresses must prove themselves (`EMAIL_VERIFICATION=required`) there is no account before the mailed link is
 * opened, and undefined is answered, whether the address is known or not; only the very first need not wait.
 * Throws CONFLICT with `field`, VALIDATION_FAILED, or FORBIDDEN without the setup token.
 */
export async function registerUser(caller: Caller, input: RegisterBody, { next, provenEmail }: OnTheWay = {}): Promise<User | undefined> {
  const email = normalizeEmail(input.email);
  requireGoodPassword(input.password, { email, username: input.username });
  const passwordHash = await hashPassword(input.password);
  const isProven = provenEmail === email;
  const isProofRequired = config().mail.verification === "required" && !isProven;
  if (!isProofRequired || (await isUnclaimed())) {
    const user = await createNow(caller, input, { email, passwordHash, isProven });
    if (user) return user;
  }
  await askForProof(caller, email, { ...(input.username !== undefined && { username: input.username }), passwordHash, ...(next !== undefined && { next }) });
  return undefined;
}

type OnTheWay = {
  /** The page to go on to, a path of our own. */
  next?: string | undefined;
  /** An address that the person reads the mail of: they came by a link that was sent to it. */
  provenEmail?: string | undefined;
};

type Credentials = { email: string; passwordHash: string; isProven: boolean };

async function createNow(caller: Caller, input: RegisterBody, { email, ...rest }: Credentials): Promise<User | undefined> {
  for (let attempt = 0; ; attempt++) {
    const username = input.username ?? suggestUsername(email, attempt);
    try {
      return await createUser(caller, { email, username, ...rest }, input.setup_token);
    } catch (error) {
      if (error === notTheFirst) return undefined;
      const fields = isUniqueViolation(error);
      if (!fields) throw error;
      if (fields.includes("email")) throw new Refusal("CONFLICT", { field: "email" }, "There is already an account with this address");
      if (input.username !== undefined || attempt > 5) throw new Refusal("CONFLICT", { field: "username" }, "This username is taken");
    }
  }
}

/** Somebody else was faster at being the first, so this one has to wait for the link as well: the transaction is undone. */
const notTheFirst = new Error("Not the first account");

async function createUser(caller: Caller, { isProven, ...account }: Credentials & { username: string }, setupToken: string | undefined): Promise<User> {
  const { verification } = config().mail;
  return withAudit(caller, async (tx) => {
    const user = await createAccount(tx, { ...account, ...(isProven && { emailVerifiedAt: clock.now() }) }, setupToken);
    if (verification === "required" && !isProven && user.role !== "admin") throw notTheFirst;
    if (verification !== "off" && !isProven) await sendVerification(tx, user, account.email);
    return {
      result: user,
      actor: { kind: "user", userId: user.id, name: user.username },
      entry: { action: "user.registered", target: { type: "user", id: user.id, name: user.username }, detail: { role: user.role, ...(isProven && { email_verified: true }) } },
    };
  });
}
