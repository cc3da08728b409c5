import type { Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { newUuid } from "@/lib/ids";
import { createPersonalOrganization } from "@/lib/organizations/create-personal";
import { usernameKey } from "./normalize";
import { requireSetupToken } from "./setup-token";

export type NewAccount = {
  username: string;
  /** Normalised. */
  email?: string | undefined;
  emailVerifiedAt?: Date | undefined;
  name?: string | undefined;
  passwordHash?: string | undefined;
};

/**
 * An account with its personal organization, by whichever way somebody signs up. The very first one becomes administrator, exactly
 * once however many arrive together. Throws FORBIDDEN where that one needs the setup token, or the database's unique violation.
 */
export async function createAccount(tx: Transaction, account: NewAccount, setupToken?: string): Promise<User> {
  const id = newUuid();
  const isFirst = await claimFirstAdmin(tx, id);
  if (isFirst) requireSetupToken(setupToken);
  return insert(tx, id, account, isFirst ? "admin" : "user");
}

/**
 * The same for somebody who comes by a way that every stranger finds, wherever the house stands: never the administrator, also
 * not as the first, who is still to come.
 */
export async function createOrdinaryAccount(tx: Transaction, account: NewAccount): Promise<User> {
  return insert(tx, newUuid(), account, "user");
}

async function insert(tx: Transaction, id: string, account: NewAccount, role: "admin" | "user"): Promise<User> {
  const user = await tx.user.create({ data: { id, ...account, usernameKey: usernameKey(account.username), role, groups: [] } });
  await createPersonalOrganization(tx, user);
  return user;
}

/** One guarded insert: of all who register at the same moment exactly one is told that they are the first. */
async function claimFirstAdmin(tx: Transaction, userId: string): Promise<boolean> {
  const { count } = await tx.bootstrap.createMany({ data: [{ id: 1, userId }], skipDuplicates: true });
  return count === 1;
}
