import { describe, expect, it } from "vitest";
import { parseConfig } from "./config";

const secret = "0123456789abcdefghijklmnopqrstuvwxyz";

it("nothing set is a house on this machine with embedded data", () => {
  expect(parseConfig({})).toMatchObject({ publicUrl: "http://localhost:3000", isLoopback: true, dataDir: ".data", enableAuth: true, ratePerMinute: 100, anonymousRatePerMinute: 10, tokenExpirationSeconds: 2_592_000 });
});

it("OAuth as a fresh house has it: tokens of an hour, a minute for parallel refreshes, open registration, no requests to the internet", () => {
  expect(parseConfig({})).toMatchObject({ accessTokenTtlSeconds: 3600, refreshTokenTtlSeconds: 2_592_000, refreshReplaySeconds: 60, cimdEnabled: false, registrationMode: "open" });
  expect(parseConfig({ ACCESS_TOKEN_TTL: "600", REFRESH_REPLAY_SECONDS: "0", CIMD_ENABLED: "true", CLIENT_REGISTRATION: "approval" })).toMatchObject({ accessTokenTtlSeconds: 600, refreshReplaySeconds: 0, cimdEnabled: true, registrationMode: "approval" });
});

it("our own MCP server takes OAuth tokens alone, from our own pages, unless the operator says more", () => {
  expect(parseConfig({})).toMatchObject({ mcpAllowApiKeys: false, mcpAllowedOrigins: [] });
  expect(parseConfig({ MCP_ALLOW_API_KEYS: "true", MCP_ALLOWED_ORIGINS: "https://Inspector.example, *" })).toMatchObject({ mcpAllowApiKeys: true, mcpAllowedOrigins: ["https://inspector.example", "*"] });
});

it("proxies are read in whichever spelling they are written", () => {
  expect(parseConfig({ TRUSTED_PROXIES: "10.1.2.3/8, ::ffff:192.0.2.1, 2001:DB8:0::/32,::1" }).trustedProxies).toEqual(["10.1.2.3/8", "192.0.2.1", "2001:db8::/32", "::1"]);
});

it("a fresh house offers a password alone, and keeps its mails for the outbox", () => {
  const read = parseConfig({});
  expect(read.signIn).toEqual({ redirectUris: [] });
  expect(read.mail).toEqual({ verification: "optional", retentionDays: 14 });
});

it("protected APIs are declared on the page alone, unless a file is named", () => {
  expect(parseConfig({}).protectedApisFile).toBeUndefined();
  expect(parseConfig({ PROTECTED_APIS_FILE: " apis.json " }).protectedApisFile).toBe("apis.json");
});

it("tokens are made for the house alone, unless other resources are named", () => {
  expect(parseConfig({}).protectedResources).toEqual([]);
  expect(parseConfig({ PROTECTED_RESOURCES: "https://api.example.com/mcp, http://localhost:4000/mcp" }).protectedResources).toEqual(["https://api.example.com/mcp", "http://localhost:4000/mcp"]);
});

it("providers are offered where their variables are set, at their own addresses unless told otherwise", () => {
  const { signIn } = parseConfig({ GOOGLE_CLIENT_ID: "g", GOOGLE_CLIENT_SECRET: "s", GITHUB_CLIENT_ID: "h", GITHUB_CLIENT_SECRET: "s", GITHUB_URL: "http://localhost:9", TELEGRAM_BOT_TOKEN: `1:${"a".repeat(30)}`, TELEGRAM_API_ROOT: "http://localhost:8/" });
  expect(signIn).toEqual({
    google: { clientId: "g", clientSecret: "s", issuer: "https://accounts.google.com" },
    github: { clientId: "h", clientSecret: "s", url: "http://localhost:9", apiUrl: "https://api.github.com" },
    telegram: { botToken: `1:${"a".repeat(30)}`, apiRoot: "http://localhost:8", mode: "polling" },
    redirectUris: [],
  });
});

describe("a wrong variable is named in one line that says what to do", () => {
  it.each([
    [{ PORT: "http" }, /^PORT must be a whole number/],
    [{ GOOGLE_CLIENT_ID: "g" }, /^GOOGLE_CLIENT_SECRET is missing/],
    [{ GITHUB_CLIENT_SECRET: "s" }, /^GITHUB_CLIENT_ID is missing/],
    [{ TELEGRAM_BOT_TOKEN: "bot" }, /^TELEGRAM_BOT_TOKEN must look like/],
    [{ SIGN_IN_REDIRECT_URIS: "https://a.example/done, javascript:alert(1)" }, /^SIGN_IN_REDIRECT_URIS must be whole addresses/],
    [{ SMTP_URL: "mail.example.com" }, /^SMTP_URL must be like/],
    [{ SMTP_URL: "smtp://mail.example.com" }, /^MAIL_FROM is required with SMTP_URL/],
    [{ EMAIL_VERIFICATION: "later" }, /^EMAIL_VERIFICATION must be one of/],
    [{ PROTECTED_RESOURCES: "https://api.example.com, api.example.com/mcp" }, /^PROTECTED_RESOURCES must be whole addresses .* not "api.example.com\/mcp"/],
    [{ PUBLIC_URL: "keys.example.com" }, /^PUBLIC_URL must be an address like/],
    [{ PUBLIC_URL: "http://keys.example.com" }, /^PUBLIC_URL must begin with https/],
    [{ PUBLIC_URL: "https://keys.example.com/portal" }, /^PUBLIC_URL must be an address .* without a path/],
    [{ API_URL: "http://api.example.com", PUBLIC_URL: "https://keys.example.com" }, /^API_URL must begin with https/],
    [{ TRUSTED_PROXIES: "10.0.0.1, everybody" }, /^TRUSTED_PROXIES must be addresses and CIDR blocks .* not "everybody"/],
    [{ TRUSTED_PROXIES: "10.0.0.0/99" }, /^TRUSTED_PROXIES must be addresses/],
    [{ BRAND_NAME: "Two\nlines" }, /^BRAND_NAME must be one line/],
    [{ DATABASE_URL: "mysql://localhost/x", SECRET_KEY: secret }, /^DATABASE_URL must begin with postgresql/],
    [{ DATABASE_URL: "postgresql://localhost/x" }, /^SECRET_KEY is required with DATABASE_URL/],
    [{ SECRET_KEY: "short" }, /^SECRET_KEY must have at least 32 bytes/],
    [{ SECRET_KEY: "a".repeat(40) }, /^SECRET_KEY is too regular/],
    [{ ENABLE_AUTH: "false", PUBLIC_URL: "https://keys.example.com" }, /^ENABLE_AUTH may be false only where/],
    [{ ENABLE_AUTH: "maybe" }, /^ENABLE_AUTH must be true or false/],
    [{ TOKEN_SIGNING_ALG: "none" }, /^TOKEN_SIGNING_ALG must be one of ES256, HS256/],
    [{ KEY_PREFIX: "SK!" }, /^KEY_PREFIX must be/],
    [{ CLIENT_REGISTRATION: "closed" }, /^CLIENT_REGISTRATION must be one of open, approval, off/],
    [{ CIMD_ENABLED: "perhaps" }, /^CIMD_ENABLED must be true or false/],
    [{ MCP_ALLOWED_ORIGINS: "https://a.example, b.example/page" }, /^MCP_ALLOWED_ORIGINS must be an address like/],
    [{ ACCESS_TOKEN_TTL: "0" }, /^ACCESS_TOKEN_TTL must be a whole number/],
    [{ REFRESH_REPLAY_SECONDS: "-5" }, /^REFRESH_REPLAY_SECONDS must be a whole number/],
    [{ REDIS_URL: "redis.example.com:6379" }, /^REDIS_URL must be like redis:/],
    [{ REQUEST_LOG_DAYS: "0" }, /^REQUEST_LOG_DAYS must be a whole number from 1 to 3650/],
    [{ TOKEN_EXPIRATION: "-1" }, /^TOKEN_EXPIRATION must be a whole number/],
  ])("%j", (env, message) => {
    expect(() => parseConfig(env)).toThrow(message);
    try {
      parseConfig(env);
    } catch (error) {
      expect((error as Error).message).not.toContain("\n");
      expect((error as { code: string }).code).toBe("CONFIG_INVALID");
    }
  });
});

it("a secret never stands in the message about it", () => {
  expect(() => parseConfig({ SECRET_KEY: "hunter2hunter2" })).toThrow(expect.not.objectContaining({ message: expect.stringContaining("hunter2") }));
});
