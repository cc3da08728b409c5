import { db } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";

/** Does the person's role need a second factor, and have they none? One query, asked of sessions alone. */
export async function isSecondFactorMissing({ id, role }: { id: string; role: string }): Promise<boolean> {
  const [row] = await db().$queryRaw<{ missing: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM role_policy WHERE role = ${role} AND second_factor_required)
      AND NOT EXISTS (SELECT 1 FROM totp WHERE user_id = ${id}::uuid AND confirmed_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM passkey WHERE user_id = ${id}::uuid) AS missing`;
  return row?.missing === true;
}

/** For what gives lasting access to whoever has only a password: throws SECOND_FACTOR_MISSING where the role needs more. */
export async function requireEnrolled(user: { id: string; role: string }): Promise<void> {
  if (await isSecondFactorMissing(user)) throw new Refusal("SECOND_FACTOR_MISSING");
}
