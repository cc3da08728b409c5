import { db } from "@/lib/db/client";

/** Does the person's role need a second factor, and have they none? One query, asked of sessions alone. */
export async function isSecondFactorMissing({ id, role }: { id: string; role: string }): Promise<boolean> {
  const [row] = await db().$queryRaw<{ missing: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM role_policy WHERE role = ${role} AND second_factor_required)
      AND NOT EXISTS (SELECT 1 FROM totp WHERE user_id = ${id}::uuid AND confirmed_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM passkey WHERE user_id = ${id}::uuid) AS missing`;
  return row?.missing === true;
}
