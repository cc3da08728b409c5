import type { OpenDatabase, OpenOptions } from "./open-database";

/**
 * Opens the database and brings its schema up to date. Throws DatabaseStartError.
 * Each engine is imported only where it is used: PGlite alone is 20 MB.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { databaseUrl } = options;
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import("./postgres/open-postgres");
    return openPostgres({ ...options, databaseUrl });
  }
  const { openEmbedded } = await import("./embedded/open-embedded");
  return openEmbedded(options);
}
