import { parseConfig, type Config } from "@/lib/env/config";
import { explainStartFailure } from "./explain";

/** The configuration of this process. A wrong variable ends it with the one line that says so. */
export function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    exitWith(error, 0);
  }
}

/** Prints one line for what the operator can fix, the whole error otherwise, and ends with status 1. */
export function exitWith(error: unknown, port: number): never {
  console.error(explainStartFailure(error, port) ?? error);
  process.exit(1);
}
