import type { Writable } from "node:stream";
import type { Logger, LogLevel } from "@keyhouse/client";

/** Prints messages for people to standard error: standard output belongs to the protocol. */
export class Reporter {
  constructor(private readonly level: LogLevel, private readonly errors: Writable) {}

  /** For the client library, which filters by level and redacts secrets itself. */
  readonly logger: Logger = {
    debug: (message) => this.print(`DEBUG: ${message}`),
    info: (message) => this.print(`✅ ${message}`),
    warn: (message) => this.print(`Warning: ${message}`),
    error: (message) => this.print(`Error: ${message}`),
  };

  step(message: string): void {
    if (this.reaches("info")) this.print(message);
  }

  warn(message: string): void {
    if (this.reaches("warn")) this.logger.warn(message);
  }

  error(message: string): void {
    if (this.reaches("error")) this.logger.error(message);
  }

  private reaches(level: LogLevel): boolean {
    return levels.indexOf(level) >= levels.indexOf(this.level);
  }

  private print(line: string): void {
    this.errors.write(`${line}\n`);
  }
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error", "silent"];
