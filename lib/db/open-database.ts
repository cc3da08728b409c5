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
  /** How long a PostgreSQL server that is away is waited for. Default: 30 s. */
  patienceMs?: number;
  /** Progress in words, for whoever waits at the console. */
  say?: (line: string) => void;
};
