import { uniqueIndexes } from "./unique-indexes";

/**
 * What a failed query means. Prisma, its adapters, the driver and PGlite each have their own shape, one inside the other;
 * all are recognised by codes, for `instanceof` does not reach across the two bundles of the process.
 */

/** The database did not do it, and may a moment later: away, out of connections or time, disk full. Answer 503. */
export function isUnavailable(error: unknown): boolean {
  return layers(error).some(({ code, originalCode, kind, message }) =>
    [code, originalCode].some((value) => value !== undefined && unavailableCode.test(value))
    || (kind !== undefined && unavailableKinds.has(kind))
    || (message !== undefined && unavailableMessage.test(message)));
}

/** The fields (Prisma's names, as `usernameKey`) whose value is taken; false for any other error. */
export function isUniqueViolation(error: unknown): string[] | false {
  const layer = layers(error).find(({ code, originalCode, kind }) => kind === "UniqueConstraintViolation" || originalCode === "23505" || code === "23505" || code === "P2002");
  if (!layer) return false;
  const constraint = layers(error).map(({ constraint }) => constraint).find((value) => value !== undefined);
  const columns = constraint?.fields ?? uniqueIndexes.peek()?.get(constraint?.index ?? "") ?? [];
  return columns.map((column) => column.replaceAll('"', "").replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

/** Two transactions got in each other's way; the same one may succeed when run again. */
export function isSerializationFailure(error: unknown): boolean {
  return layers(error).some(({ code, originalCode, kind }) =>
    kind === "TransactionWriteConflict" || [code, originalCode].some((value) => value === "40001" || value === "40P01" || value === "P2034"));
}

type Layer = {
  code?: string;
  originalCode?: string;
  kind?: string;
  message?: string;
  constraint?: { fields?: string[]; index?: string };
};

/** The error and everything it carries as its cause. */
function layers(error: unknown): Layer[] {
  const found: Layer[] = [];
  let next: unknown = error;
  while (typeof next === "object" && next !== null && found.length < 8) {
    const { code, originalCode, kind, message, constraint, cause, meta, errors } = next as Layer & { cause?: unknown; meta?: { driverAdapterError?: unknown }; errors?: unknown[] };
    found.push({ code: asText(code), originalCode: asText(originalCode), kind: asText(kind), message: asText(message), constraint });
    next = meta?.driverAdapterError ?? cause ?? errors?.[0];
  }
  return found;
}

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);

/**
 * PostgreSQL: connection (08), resources and disk (53), stopped or cancelled (57), system error (58), read-only after a
 * fail-over, idle in a transaction. Prisma: not reachable, timed out, no connection or transaction to be had. Node: the socket's.
 */
const unavailableCode = /^(08...|53...|57...|58...|25006|25P03|P1001|P1002|P1008|P1017|P2024|P2028|P2037|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOSPC|EDQUOT|EIO|DATABASE_UNAVAILABLE)$/;
const unavailableKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections", "TlsConnectionError"]);
/** Errors that the driver and PGlite throw without a code. */
const unavailableMessage = /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|PGlite is clos|Client was closed)/;
