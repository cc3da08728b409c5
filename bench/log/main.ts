import { createTestDatabase } from "@/lib/testing/database";
import { findByCredential } from "@/lib/access/find";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { parseConfig } from "@/lib/env/config";
import { startSession } from "@/lib/sessions/start";
import { registerUser } from "@/lib/users/register";
import { unwire, wire } from "@/server/wire";
import { startPostgres } from "../../scripts/postgres.mjs";
import { fillLog } from "./fill";
import { measurePages, type Timed } from "./measure";
import { printPlans, printTable } from "./print";

const small = { keys: 100, rows: 1000 };
const large = { keys: Number(process.argv[3] ?? 10_000), rows: Number(process.argv[2] ?? 1_000_000) };

/** The log's pages with a thousand rows and with a million, on a PostgreSQL of its own. */
async function main(): Promise<void> {
  const postgres = await startPostgres();
  process.env.TEST_POSTGRES_URL = postgres.url;
  try {
    const before = await measure(small);
    const after = await measure(large);
    printPlans(after);
    if (!printTable({ rows: small.rows, timed: before }, { rows: large.rows, timed: after })) process.exitCode = 1;
  } finally {
    await postgres.stop();
  }
}

async function measure(size: { keys: number; rows: number }): Promise<Timed[]> {
  const { url, drop } = await createTestDatabase();
  await wire(parseConfig({ DATABASE_URL: url, SECRET_KEY: "0123456789abcdefghijklmnopqrstuvwxyz", PASSWORD_HASH_COST: "4", LOG_LEVEL: "error" }));
  try {
    const [admin, person] = [await signUp("admin"), await signUp("person")];
    const { id: organizationId } = await db().organization.findFirstOrThrow({ where: { personalUserId: person.principal.user.id } });
    console.log(`Making ${size.rows} rows and ${size.keys} keys...`);
    await fillLog({ ...size, databaseUrl: url, userId: person.principal.user.id, organizationId });
    return await measurePages({ person, admin }, { databaseUrl: url, organizationId, busy: `key_01${"1".padStart(24, "0")}` });
  } finally {
    await unwire();
    await drop();
  }
}

/** The first is the administrator. */
async function signUp(username: string): Promise<UserContext> {
  const caller = { requestId: "req_bench", ip: undefined, userAgent: undefined };
  const user = await registerUser(caller, { email: `${username}@example.com`, username, password: "correct horse battery staple" });
  const { credentialId } = await startSession(caller, user!, "password");
  return { ...caller, principal: (await findByCredential(credentialId))!.principal };
}

await main();
