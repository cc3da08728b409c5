import { db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import type { ProvedIdentity } from "./provider";

/** Whose identity this is, if it is linked. Throws ACCOUNT_SUSPENDED. */
export async function findLinkedUser({ issuer, subject }: Pick<ProvedIdentity, "issuer" | "subject">): Promise<User | undefined> {
  const identity = await db().identity.findUnique({ where: { issuer_subject: { issuer, subject } }, include: { user: true } });
  if (identity?.user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return identity?.user;
}
