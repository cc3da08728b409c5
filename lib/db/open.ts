import type { PrismaClient } from "./generated/client";

export type OpenDatabase = {
  client: PrismaClient;
  engine: "embedded" | "postgres";
  /** Waits for what is under way. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** PostgreSQL; absent: the embedded database in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  /** Default: `prisma/migrations` under the working directory. */
  migrationsPath?: string;
  /** Progress in words, for whoever waits at the console. */
  say?: (line: string) => void;
};

/**
 * Opens the database and brings its schema up to date. Throws DatabaseStartError.
 * Each engine is imported only where it is used: PGlite alone is 20 MB.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { databaseUrl } = options;
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import("./open-postgres");
    return openPostgres({ ...options, databaseUrl });
  }
  const { openEmbedded } = await import("./open-embedded");
  return openEmbedded(options);
}
