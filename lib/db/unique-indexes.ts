import { slot } from "@/lib/slot";

/** Name of each unique index -> its columns. PostgreSQL's driver reports a violation by the index alone. */
export const uniqueIndexes = slot<Map<string, string[]>>("uniqueIndexes");

export async function readUniqueIndexes(query: (sql: string) => Promise<Record<string, unknown>[]>): Promise<void> {
  const rows = await query(`
    SELECT index_class.relname AS name, string_agg(attribute.attname, ',' ORDER BY attribute.attnum) AS columns
    FROM pg_index JOIN pg_class index_class ON index_class.oid = pg_index.indexrelid
    JOIN pg_attribute attribute ON attribute.attrelid = pg_index.indexrelid
    WHERE pg_index.indisunique AND index_class.relnamespace = current_schema()::regnamespace
    GROUP BY index_class.relname`);
  uniqueIndexes.set(new Map(rows.map((row) => [String(row.name), String(row.columns).split(",")])));
}
