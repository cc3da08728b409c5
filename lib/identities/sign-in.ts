import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { db, type Transaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import type { Identity, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { createAccount, createOrdinaryAccount } from "@/lib/users/create-account";
import { suggestUsername } from "@/lib/users/normalize";
import { attach } from "./attach";
import type { ProvedIdentity } from "./provider";

/**
 * The account of somebody who has proved at a provider who they are: the one that this identity is linked to; else the one with
 * the same address, if both sides have verified it; else a new one. Throws ACCOUNT_SUSPENDED, FORBIDDEN (`setup_token`: the first
 * account), CONFLICT with `email` (somebody has this address here, but has not verified it: they must sign in and link) or with
 * `provider` (the account with this address is linked to another account there).
 */
export async function signInByIdentity(caller: Caller, proved: ProvedIdentity): Promise<User> {
  for (let attempt = 0; ; attempt++) {
    const known = await findIdentity(proved);
    if (known) return useIdentity(known, proved);
    const owner = await findOwner(proved);
    try {
      return owner ? await linkByAddress(caller, owner, proved) : await register(caller, proved, attempt);
    } catch (error) {
      // somebody else was faster: the same person in another tab, an address, a username. Look again.
      if (!isUniqueViolation(error) || attempt > 8) throw error;
    }
  }
}

function findIdentity({ issuer, subject }: ProvedIdentity) {
  return db().identity.findUnique({ where: { issuer_subject: { issuer, subject } }, include: { user: true } });
}

/** Housekeeping: what the provider told this time. */
async function useIdentity(identity: Identity & { user: User }, { email, emailVerified, name }: ProvedIdentity): Promise<User> {
  requireActive(identity.user);
  await db().identity.updateMany({ where: { id: identity.id }, data: { lastUsedAt: clock.now(), email: email ?? null, emailVerified, name: name ?? null } });
  return identity.user;
}

async function findOwner({ email, emailVerified }: ProvedIdentity): Promise<User | null> {
  return email !== undefined && emailVerified ? db().user.findUnique({ where: { email } }) : null;
}

async function linkByAddress(caller: Caller, owner: User, proved: ProvedIdentity): Promise<User> {
  return withAudit(caller, async (tx) => {
    const user = await lockUser(tx, owner.id);
    if (user?.email !== proved.email || !user?.emailVerifiedAt) throw new Refusal("CONFLICT", { field: "email" }, "There is already an account with this address");
    requireActive(user);
    const entry = await attach(tx, caller, user, proved, "address");
    return { result: user, actor: { kind: "user", userId: user.id, name: user.username }, entry, changed: [tagOf.user(user.id)] };
  });
}

async function register(caller: Caller, proved: ProvedIdentity, attempt: number): Promise<User> {
  const username = suggestUsername(proved.username ?? proved.email ?? proved.name ?? proved.provider, attempt);
  return withAudit(caller, async (tx) => {
    // an address that nobody has verified is left out: it may be somebody else's
    const address = proved.emailVerified && proved.email !== undefined ? { email: proved.email, emailVerifiedAt: clock.now() } : {};
    // everybody on Telegram finds the bot, also that of a house which nobody else can reach
    const create = proved.provider === "telegram" ? createOrdinaryAccount : createAccount;
    const user = await create(tx, { username, name: proved.name, ...address });
    const linked = await attach(tx, caller, user, proved, "registration");
    const registered = { action: "user.registered", target: { type: "user", id: user.id, name: user.username }, detail: { role: user.role, via: proved.provider } };
    return { result: user, actor: { kind: "user", userId: user.id, name: user.username }, entry: [registered, linked] };
  });
}

async function lockUser(tx: Transaction, id: string): Promise<User | null> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.user.findUnique({ where: { id } });
}

function requireActive(user: User): void {
  if (user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
}
