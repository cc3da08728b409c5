import { Redactor } from "./redact";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Where messages go. They hold no token, no password and no key. */
export type Logger = Record<"debug" | "info" | "warn" | "error", (message: string) => void>;

export const logLevels: readonly LogLevel[] = ["debug", "info", "warn", "error", "silent"];

/** What a logger is told, from the given level up, with every secret that this client has seen cut out. */
export class Log {
  readonly redactor = new Redactor();

  constructor(private readonly level: LogLevel, private readonly logger: Logger = standardError) {}

  readonly debug = (message: string): void => this.write("debug", message);
  readonly info = (message: string): void => this.write("info", message);
  readonly warn = (message: string): void => this.write("warn", message);
  readonly error = (message: string): void => this.write("error", message);

  private write(level: keyof Logger, message: string): void {
    if (logLevels.indexOf(level) >= logLevels.indexOf(this.level)) this.logger[level](this.redactor.clean(message));
  }
}

/** Standard error in Node, whatever the level: standard output may belong to a protocol. */
const standardError: Logger = { debug: print("DEBUG: "), info: print(""), warn: print("Warning: "), error: print("Error: ") };

function print(prefix: string) {
  // oxlint-disable-next-line no-console
  return (message: string) => console.error(prefix + message);
}
