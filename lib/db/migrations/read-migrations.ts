import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = {
  name: string;
  sql: string;
  /** Of the file with either kind of line ending: Git may have changed them on the way. */
  checksums: string[];
};

/** In the order in which they are applied. The server's working directory is the project folder, built or not. */
export async function readMigrations(path: string = join(process.cwd(), "prisma", "migrations")): Promise<Migration[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return Promise.all(names.map(async (name) => {
    const sql = (await readFile(join(path, name, "migration.sql"), "utf8")).replaceAll("\r\n", "\n");
    return { name, sql, checksums: [checksum(sql), checksum(sql.replaceAll("\n", "\r\n"))] };
  }));
}

export function checksum(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}
