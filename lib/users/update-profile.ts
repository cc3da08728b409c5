import type { z } from "zod";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { UpdateMeBody } from "@/lib/contract/users";
import { hashPassword } from "@/lib/crypto/password-hash";
import { db, type Transaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import type { Prisma, User } from "@/lib/db/generated/client";
import { invalid, notFound, Refusal } from "@/lib/errors";
import { passwordChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { endSecrets } from "@/lib/single-use/issue";
import { checkPassword } from "./check-password";
import { usernameKey } from "./normalize";
import { requireGoodPassword } from "./password-policy";

type Input = z.infer<typeof UpdateMeBody>;

/** Changes the caller's own name, username or password. A new password ends every other session and its tokens, and the tokens that were got by the old one. */
export async function updateProfile(ctx: UserContext, input: Input): Promise<void> {
  const user = await db().user.findUnique({ where: { id: ctx.principal.user.id } });
  if (!user) throw notFound();
  const passwordHash = input.password === undefined ? undefined : await newPasswordHash(ctx, user, input.password, input.current_password);
  try {
    await write(ctx, user, input, passwordHash);
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal("CONFLICT", { field: "username" }, "This username is taken");
    throw error;
  }
}

async function newPasswordHash(ctx: UserContext, user: User, password: string, current: string | undefined): Promise<string> {
  requireGoodPassword(password, user);
  if (user.passwordHash) {
    if (current === undefined) throw invalid("current_password", "is needed to choose a new password");
    await checkPassword(ctx, { username: user.username }, current);
  } else {
    // a first password is a new way in
    requireRecentSignIn(ctx);
  }
  return hashPassword(password);
}

async function write(ctx: UserContext, user: User, input: Input, passwordHash: string | undefined): Promise<void> {
  const data: Prisma.UserUpdateInput = {
    ...(input.username !== undefined && { username: input.username, usernameKey: usernameKey(input.username) }),
    ...(input.name !== undefined && { name: input.name }),
    ...(passwordHash !== undefined && { passwordHash }),
  };
  const target = { type: "user", id: user.id, name: input.username ?? user.username };
  await withAudit(ctx, async (tx) => {
    await tx.user.update({ where: { id: user.id }, data });
    const entry: AuditEntry[] = [];
    const profile = (["username", "name"] as const).filter((field) => input[field] !== undefined);
    if (profile.length > 0) entry.push({ action: "user.updated", target, detail: { changed: profile } });
    if (passwordHash !== undefined) {
      entry.push({ action: "user.password_changed", target, detail: { sessions_ended: await endOtherSessions(tx, ctx) } });
      // a sign-in that began with the old password is not finished, and a link that was asked for before does not undo this
      for (const purpose of ["second_factor", "reset_password"] as const) await endSecrets(tx, purpose, user.id);
      await notify(tx, user.id, passwordChanged(ctx));
    }
    return { result: undefined, entry, changed: [tagOf.user(user.id)] };
  });
}

/** Tokens that were got by the old password are among them: whoever knew it must not keep what it gave. */
async function endOtherSessions(tx: Transaction, ctx: UserContext): Promise<number> {
  const { count } = await tx.credential.updateMany({
    where: { userId: ctx.principal.user.id, OR: [{ kind: "session" }, { kind: "access_token", parentId: null }], revokedAt: null, id: { not: ctx.principal.credentialId } },
    data: { revokedAt: clock.now(), revokedReason: "password_changed" },
  });
  return count;
}
