import { isPendingPassword } from "@/lib/addresses/registration";
import { networkOf } from "@/lib/client-address/addresses";
import type { Caller } from "@/lib/context";
import { hashPassword, needsRehash, verifyNothing, verifyPassword } from "@/lib/crypto/password-hash";
import { db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { reserveAttempt, type Attempt } from "@/lib/rate-limit/reserve-attempt";
import { normalizeEmail } from "./normalize";

/** Failures within a quarter of an hour after which a sign-in waits. */
const failures = {
  /** one account from one network: a person who forgot the password */
  accountFromNetwork: 10,
  /** one account from everywhere: far above what a person does, so that strangers cannot lock somebody out for long */
  account: 100,
  /** one network over all accounts */
  network: 50,
};
const quarterHour = 15 * 60_000;

export type Identifier = { username?: string | undefined; email?: string | undefined };

/**
 * The account whose name and password these are. A wrong password, an unknown account and one without a password answer alike
 * and take as long. Throws INVALID_CREDENTIALS, RATE_LIMITED, or, told only to whoever knows the password, ACCOUNT_SUSPENDED and EMAIL_NOT_VERIFIED.
 */
export async function checkPassword(caller: Caller, given: Identifier, password: string): Promise<User> {
  const identifier = readIdentifier(given);
  const user = await findUser(identifier);
  const attempt = await reserve(caller, user?.id ?? identifier.email ?? identifier.username ?? "");
  const matches = user?.passwordHash ? await verifyPassword(password, user.passwordHash) : await verifyNothing(password);
  // a hash of another system is compared faster than ours, which would tell that there is an account
  if (!matches && user?.passwordHash && needsRehash(user.passwordHash)) await verifyNothing(password);
  if (!user || !matches) throw await refuse(identifier, password);
  attempt.succeeded();
  if (user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  await requireProvenAddress(user);
  return needsRehash(user.passwordHash!) ? upgradeHash(user, password) : user;
}

/** Where registrations wait for a link, who knows the password of one learns what it waits for; also of one whose address had an account all along. */
async function refuse({ email }: Identifier, password: string): Promise<Refusal> {
  const isWaiting = config().mail.verification === "required" && email !== undefined && (await isPendingPassword(email, password));
  return new Refusal(isWaiting ? "EMAIL_NOT_VERIFIED" : "INVALID_CREDENTIALS");
}

/** The first administrator is let in all the same: somebody must be able to set the mail server right. */
async function requireProvenAddress(user: User): Promise<void> {
  if (config().mail.verification !== "required" || user.emailVerifiedAt || user.email === null) return;
  const founder = await db().bootstrap.findUnique({ where: { id: 1 } });
  if (founder?.userId !== user.id) throw new Refusal("EMAIL_NOT_VERIFIED");
}

/** By whichever of its names an account is tried, it is one account. */
function reserve(caller: Caller, account: string): Promise<Attempt> {
  // no name of an account is longer: what strangers type must not fill the memory of the counters
  const name = account.slice(0, 254);
  const network = networkOf(caller.ip);
  const limits = [
    { key: `sign-in ${name} ${network}`, limit: failures.accountFromNetwork },
    { key: `sign-in ${name}`, limit: failures.account },
    { key: `sign-in ${network}`, limit: failures.network },
  ].map((each) => ({ ...each, milliseconds: quarterHour }));
  return reserveAttempt(limits, (minutes) => `Too many failed sign-ins. Try again in ${minutes} minutes`);
}

/** What has an @ in it is an address, for no username has one; however it is spelled, it is one address. */
function readIdentifier({ email, username }: Identifier): Identifier {
  const address = email ?? (username?.includes("@") ? username : undefined);
  return address === undefined ? { username } : { email: normalizeEmail(address) };
}

async function findUser(identifier: Identifier): Promise<User | null> {
  if (identifier.email !== undefined) return db().user.findUnique({ where: { email: identifier.email } });
  // usernames are matched with case
  return db().user.findUnique({ where: { username: identifier.username ?? "" } });
}

/** Hashes of other systems, or made with less work, are replaced once the password is known; a failure to do so is no failure to sign in. */
async function upgradeHash(user: User, password: string): Promise<User> {
  try {
    const passwordHash = await hashPassword(password);
    const { count } = await db().user.updateMany({ where: { id: user.id, passwordHash: user.passwordHash }, data: { passwordHash } });
    return count === 1 ? { ...user, passwordHash } : user;
  } catch (error) {
    log.warn("A password hash could not be upgraded", { userId: user.id, error });
    return user;
  }
}
