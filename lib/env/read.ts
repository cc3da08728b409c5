import { canonicalBlock } from "@/lib/contract/addresses";

export type Environment = Record<string, string | undefined>;

/** A variable that is wrong or missing. The message is one line: which, why, and what to do. */
export class ConfigError extends Error {
  readonly code = "CONFIG_INVALID";
  constructor(readonly variable: string, problem: string) {
    super(`${variable} ${problem}.`);
  }
}

export function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

export function integer(env: Environment, name: string, fallback: number, least: number, most: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) throw new ConfigError(name, `must be a whole number from ${least} to ${most}, not "${value}"`);
  return number;
}

export function bool(env: Environment, name: string, fallback: boolean): boolean {
  const value = text(env, name)?.toLowerCase();
  if (value === undefined) return fallback;
  if (["true", "1", "yes", "on"].includes(value)) return true;
  if (["false", "0", "no", "off"].includes(value)) return false;
  throw new ConfigError(name, `must be true or false, not "${value}"`);
}

export function oneOf<const Choice extends string>(env: Environment, name: string, choices: readonly Choice[], fallback: Choice): Choice {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const match = choices.find((choice) => choice === value);
  if (!match) throw new ConfigError(name, `must be one of ${choices.join(", ")}, not "${value}"`);
  return match;
}

export function list(env: Environment, name: string): string[] {
  return (text(env, name) ?? "").split(",").map((part) => part.trim()).filter(Boolean);
}

/** One line that people read. */
export function line(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value !== undefined && (/[\u0000-\u001f\u007f]/.test(value) || value.length > 100)) throw new ConfigError(name, "must be one line of at most 100 characters");
  return value;
}

/** Addresses and CIDR blocks, separated by commas, in their canonical form. */
export function blocks(env: Environment, name: string): string[] {
  return list(env, name).map((part) => canonicalBlock(part) ?? refuseBlock(name, part));
}

function refuseBlock(name: string, part: string): never {
  throw new ConfigError(name, `must be addresses and CIDR blocks like 10.0.0.0/8, separated by commas, not "${part}"`);
}

/** An http(s) origin, without path or trailing slash. */
export function origin(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.pathname !== "/" || url.search || url.hash || url.username) {
    throw new ConfigError(name, `must be an address like https://keys.example.com without a path, not "${value}"`);
  }
  return url.origin;
}

/** Origins, separated by commas; `*` stands for any. */
export function origins(env: Environment, name: string): string[] {
  return list(env, name).flatMap((part) => (part === "*" ? part : (origin({ [name]: part }, name) ?? [])));
}

/** Whole http(s) addresses, separated by commas, as resource indicators must be (RFC 8707, section 2): without a fragment. */
export function addresses(env: Environment, name: string): string[] {
  return list(env, name).map((part) => {
    const url = URL.canParse(part) ? new URL(part) : undefined;
    if (url && ["http:", "https:"].includes(url.protocol) && !url.hash && !url.username) return part;
    throw new ConfigError(name, `must be whole addresses like https://api.example.com/mcp, separated by commas, not "${part}"`);
  });
}
