import { startPostgres } from "../../scripts/postgres.mjs";

/** One PostgreSQL server for the whole run; each test file makes databases of its own on it (`testDatabase`). */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_POSTGRES_URL) return async () => {};
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  return () => server.stop();
}
