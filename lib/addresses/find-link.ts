import { db } from "@/lib/db/client";
import type { SingleUseSecret, User } from "@/lib/db/generated/client";
import { findSecret } from "@/lib/single-use/consume";
import type { Purpose } from "@/lib/single-use/issue";
import type { PendingChange } from "./change";
import type { PendingRegistration } from "./registration";

export type AddressPurpose = Extract<Purpose, "verify_email" | "registration" | "change_email" | "agree_to_change_email">;

const purposes: AddressPurpose[] = ["verify_email", "registration", "change_email", "agree_to_change_email"];

export type FoundLink = { purpose: AddressPurpose; secret: SingleUseSecret; user: User | null };

/** The link that a token belongs to, whatever it confirms; undefined where it is used, expired, unknown, or its account is gone. */
export async function findLink(token: string): Promise<FoundLink | undefined> {
  for (const purpose of purposes) {
    const secret = await findSecret(purpose, token);
    if (!secret) continue;
    const user = secret.userId === null ? null : await db().user.findUnique({ where: { id: secret.userId } });
    return user || purpose === "registration" ? { purpose, secret, user } : undefined;
  }
  return undefined;
}

export type LinkDescription = { purpose: AddressPurpose; email: string; username: string | undefined; from: string | undefined };

/** What a link is about, for the page that asks before it is used. Looking does not use it up: mail programs look first. */
export async function describeLink(token: string): Promise<LinkDescription | undefined> {
  const link = await findLink(token);
  if (!link) return undefined;
  const { purpose, secret, user } = link;
  const detail = secret.detail as Partial<PendingChange & PendingRegistration>;
  return { purpose, email: detail.to ?? secret.email ?? "", username: user?.username ?? detail.username, from: detail.from };
}
