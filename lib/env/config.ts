import { slot } from "@/lib/slot";
import { addresses, blocks, bool, ConfigError, integer, line, oneOf, origin, origins, text, type Environment } from "./read";
import { readMail, readSignIn, telegramApi, type MailConfig, type SignInConfig } from "./sign-in";

/** What the operator has decided, read once at the start. */
export type Config = {
  /** Origin without trailing slash: the only source of links, issuer and redirects. */
  publicUrl: string;
  /** Host of register, token and revoke; the same as `publicUrl` unless set. */
  apiUrl: string;
  isLoopback: boolean;
  port: number;
  /** Address to listen on. Absent: every address, or loopback alone while `publicUrl` is loopback. */
  host?: string;
  databaseUrl?: string;
  redisUrl?: string;
  dataDir: string;
  /** Absent on the embedded database: made once in the data directory. */
  secretKey?: string;
  setupToken?: string;
  enableAuth: boolean;
  tokenExpirationSeconds: number;
  sessionTokenTtlSeconds: number;
  /** OAuth access tokens (RFC 9068). */
  accessTokenTtlSeconds: number;
  refreshTokenTtlSeconds: number;
  /** A refresh token may be used again within this time of its first use: parallel agents share one. */
  refreshReplaySeconds: number;
  /** Client ID Metadata Documents are fetched: outbound requests to the internet are possible and wanted. */
  cimdEnabled: boolean;
  /** Who may register a client by itself (RFC 7591): everybody, everybody with an administrator's approval, or nobody. */
  registrationMode: "open" | "approval" | "off";
  /** Our own MCP server takes API keys beside OAuth access tokens. */
  mcpAllowApiKeys: boolean;
  /** Pages of other origins whose scripts may call our MCP server; `*` is any. */
  mcpAllowedOrigins: string[];
  /** APIs and MCP servers that check our tokens themselves: apps may ask for tokens for them (RFC 8707). */
  protectedResources: string[];
  /** How many days the request log is kept. */
  requestLogDays: number;
  ratePerMinute: number;
  anonymousRatePerMinute: number;
  /** Addresses and CIDR blocks. */
  trustedProxies: string[];
  brandName: string;
  keyPrefix: string;
  logLevel: "debug" | "info" | "warn" | "error";
  /** bcrypt cost. */
  passwordHashCost: number;
  tokenSigningAlg: "ES256" | "HS256";
  metricsToken?: string;
  /** JSON file that declares protected APIs; absent: they are declared on the page and by the API alone. */
  protectedApisFile?: string;
  signIn: SignInConfig;
  mail: MailConfig;
};

const configSlot = slot<Config>("config");
export const config = () => configSlot.get();
export const setConfig = (value: Config) => configSlot.set(value);

/** Reads the environment. Throws ConfigError: one line that names the variable and says what to do. */
export function parseConfig(env: Environment): Config {
  const port = integer(env, "PORT", 3000, 0, 65535);
  const publicUrl = origin(env, "PUBLIC_URL") ?? `http://localhost:${port}`;
  const isLoopback = isLoopbackHost(new URL(publicUrl).hostname);
  const read: Config = {
    publicUrl,
    apiUrl: origin(env, "API_URL") ?? publicUrl,
    isLoopback,
    port,
    host: text(env, "LISTEN_ADDRESS"),
    databaseUrl: databaseUrl(env),
    redisUrl: redisUrl(env),
    dataDir: text(env, "DATA_DIR") ?? ".data",
    secretKey: secret(env, "SECRET_KEY", 32),
    setupToken: secret(env, "SETUP_TOKEN", 16),
    enableAuth: bool(env, "ENABLE_AUTH", true),
    tokenExpirationSeconds: integer(env, "TOKEN_EXPIRATION", 2_592_000, 1, 315_360_000),
    sessionTokenTtlSeconds: integer(env, "SESSION_TOKEN_TTL", 3600, 1, 86_400),
    accessTokenTtlSeconds: integer(env, "ACCESS_TOKEN_TTL", 3600, 1, 86_400),
    refreshTokenTtlSeconds: integer(env, "REFRESH_TOKEN_TTL", 2_592_000, 1, 315_360_000),
    refreshReplaySeconds: integer(env, "REFRESH_REPLAY_SECONDS", 60, 0, 3600),
    cimdEnabled: bool(env, "CIMD_ENABLED", false),
    registrationMode: oneOf(env, "CLIENT_REGISTRATION", ["open", "approval", "off"], "open"),
    mcpAllowApiKeys: bool(env, "MCP_ALLOW_API_KEYS", false),
    mcpAllowedOrigins: origins(env, "MCP_ALLOWED_ORIGINS"),
    protectedResources: addresses(env, "PROTECTED_RESOURCES"),
    requestLogDays: integer(env, "REQUEST_LOG_DAYS", 30, 1, 3650),
    ratePerMinute: integer(env, "RATE_LIMIT_PER_MINUTE", 100, 1, 10_000_000),
    anonymousRatePerMinute: integer(env, "RATE_LIMIT_ANONYMOUS_PER_MINUTE", 10, 1, 10_000_000),
    trustedProxies: blocks(env, "TRUSTED_PROXIES"),
    brandName: line(env, "BRAND_NAME") ?? "Keyhouse",
    keyPrefix: keyPrefix(env),
    logLevel: oneOf(env, "LOG_LEVEL", ["debug", "info", "warn", "error"], "info"),
    passwordHashCost: integer(env, "PASSWORD_HASH_COST", 11, 4, 15),
    tokenSigningAlg: oneOf(env, "TOKEN_SIGNING_ALG", ["ES256", "HS256"], "ES256"),
    metricsToken: secret(env, "METRICS_TOKEN", 16),
    protectedApisFile: text(env, "PROTECTED_APIS_FILE"),
    signIn: readSignIn(env),
    mail: readMail(env),
  };
  return refuseContradictions(read);
}

function refuseContradictions(read: Config): Config {
  if (read.databaseUrl && !read.secretKey) {
    throw new ConfigError("SECRET_KEY", "is required with DATABASE_URL, so that every instance has the same one: set it to at least 32 random bytes, for example from `openssl rand -base64 48`");
  }
  if (!read.enableAuth && !read.isLoopback) {
    throw new ConfigError("ENABLE_AUTH", "may be false only where PUBLIC_URL is this machine: remove it, or use PUBLIC_URL=http://localhost:3000");
  }
  if (!read.isLoopback && !read.publicUrl.startsWith("https://")) {
    throw new ConfigError("PUBLIC_URL", "must begin with https:// unless it is this machine: cookies and tokens would cross the network in the clear");
  }
  if (!isLoopbackHost(new URL(read.apiUrl).hostname) && !read.apiUrl.startsWith("https://")) {
    throw new ConfigError("API_URL", "must begin with https:// unless it is this machine: tokens would cross the network in the clear");
  }
  if (read.signIn.telegram?.mode === "webhook" && !read.publicUrl.startsWith("https://") && read.signIn.telegram.apiRoot === telegramApi) {
    throw new ConfigError("TELEGRAM_MODE", "may be webhook only where PUBLIC_URL begins with https://: Telegram calls no other address. Leave it out to ask for messages instead");
  }
  return read;
}

function databaseUrl(env: Environment): string | undefined {
  const value = text(env, "DATABASE_URL");
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) {
    throw new ConfigError("DATABASE_URL", "must begin with postgresql://; leave it out for the embedded database");
  }
  return value;
}

function redisUrl(env: Environment): string | undefined {
  const value = text(env, "REDIS_URL");
  if (value !== undefined && !/^rediss?:\/\/[^\s]+$/.test(value)) throw new ConfigError("REDIS_URL", "must be like redis://redis.example.com:6379, or rediss:// with TLS");
  return value;
}

function keyPrefix(env: Environment): string {
  const value = text(env, "KEY_PREFIX") ?? "sk";
  if (!/^[a-z][a-z0-9]{1,9}$/.test(value)) throw new ConfigError("KEY_PREFIX", "must be 2 to 10 lower-case letters and digits, beginning with a letter");
  return value;
}

function secret(env: Environment, name: string, leastBytes: number): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  if (Buffer.byteLength(value) < leastBytes) throw new ConfigError(name, `must have at least ${leastBytes} bytes; make one with \`openssl rand -base64 48\``);
  if (new Set(value).size < 8) throw new ConfigError(name, "is too regular to be a secret; make one with `openssl rand -base64 48`");
  return value;
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
