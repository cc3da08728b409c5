import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

export const migrationsPath: string;
export function sqlFromMigrationsToSchema(): Promise<string>;
export function migrationHistory(adapterFactory: SqlMigrationAwareDriverAdapterFactory): Promise<{
  hasMigrationsTable: boolean;
  editedMigrationNames: string[];
  failedMigrationNames: string[];
  history: unknown;
}>;
