import { slot } from "./slot";

type Level = "debug" | "info" | "warn" | "error";
type Fields = Record<string, unknown>;

const order: Level[] = ["debug", "info", "warn", "error"];
const levelSlot = slot<Level>("logLevel");
export const setLogLevel = (level: Level) => levelSlot.set(level);

/** One line a message on standard error: time, level, message, then the fields as JSON. Secrets are cut out wherever they stand. */
export const log = {
  debug: (message: string, fields?: Fields) => write("debug", message, fields),
  info: (message: string, fields?: Fields) => write("info", message, fields),
  warn: (message: string, fields?: Fields) => write("warn", message, fields),
  error: (message: string, fields?: Fields) => write("error", message, fields),
};

function write(level: Level, message: string, fields?: Fields): void {
  if (order.indexOf(level) < order.indexOf(levelSlot.peek() ?? "info")) return;
  const tail = fields ? ` ${JSON.stringify(fields, (_key, value: unknown) => (value instanceof Error ? describe(value) : value))}` : "";
  process.stderr.write(`${new Date().toISOString()} ${level} ${redact(message + tail)}\n`);
}

function describe(error: Error): string {
  return error.stack ?? error.message;
}

/** Cuts out whatever looks like a key, a signed token, a bearer or a password in a URL. */
export function redact(line: string): string {
  return line
    .replace(/\b([a-z][a-z0-9]{1,9}_(?:live|test|rt|at|cs|iat)_)[A-Za-z0-9]{8,}/g, "$1[redacted]")
    .replace(/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*(\.[\w-]*){0,2}/g, "[redacted]")
    // a bot's token (123456:ABC...), which the Bot API wants in its addresses
    .replace(/(\d{5,}:)[\w-]{20,}/g, "$1[redacted]")
    .replace(/(Bearer\s+)[^\s"']+/gi, "$1[redacted]")
    .replace(/(:\/\/[^/\s:@]+:)[^@/\s]+@/g, "$1[redacted]@");
}
