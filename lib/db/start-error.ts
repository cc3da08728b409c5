export type DatabaseStartCode = "DATA_DIR_IN_USE" | "DATA_DIR_UNUSABLE" | "DATABASE_UNAVAILABLE" | "DATABASE_NEWER" | "MIGRATION_CHANGED" | "MIGRATION_FAILED";

/** Why the database cannot be opened: one line that says what to do. Recognise it by `code`. */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";
  constructor(readonly code: DatabaseStartCode, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
