type Coded = { code?: unknown; message?: unknown; port?: unknown };

/** One line for what the operator can fix; undefined for a bug of ours. */
export function explainStartFailure(error: unknown, port: number): string | undefined {
  const { code, message } = (error ?? {}) as Coded;
  switch (code) {
    case "CONFIG_INVALID":
    case "DATA_DIR_IN_USE":
    case "DATA_DIR_UNUSABLE":
    case "DATABASE_UNAVAILABLE":
    case "DATABASE_NEWER":
    case "MIGRATION_CHANGED":
    case "MIGRATION_FAILED":
      return String(message);
    case "EADDRINUSE":
      return `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
    case "EACCES":
      return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "LISTEN_ADDRESS is no address of this machine. Choose one that is, 0.0.0.0 for every one, or leave it out.";
    case "ENOSPC":
      return "The disk is full. Make room and start again: nothing that was acknowledged is lost.";
    default:
      return undefined;
  }
}
