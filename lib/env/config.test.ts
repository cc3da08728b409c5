import { describe, expect, it } from "vitest";
import { parseConfig } from "./config";

const secret = "0123456789abcdefghijklmnopqrstuvwxyz";

it("nothing set is a house on this machine with embedded data", () => {
  expect(parseConfig({})).toMatchObject({ publicUrl: "http://localhost:3000", isLoopback: true, dataDir: ".data", enableAuth: true, ratePerMinute: 100, anonymousRatePerMinute: 10, tokenExpirationSeconds: 2_592_000 });
});

describe("a wrong variable is named in one line that says what to do", () => {
  it.each([
    [{ PORT: "http" }, /^PORT must be a whole number/],
    [{ PUBLIC_URL: "keys.example.com" }, /^PUBLIC_URL must be an address like/],
    [{ PUBLIC_URL: "http://keys.example.com" }, /^PUBLIC_URL must begin with https/],
    [{ PUBLIC_URL: "https://keys.example.com/portal" }, /^PUBLIC_URL must be an address .* without a path/],
    [{ DATABASE_URL: "mysql://localhost/x", SECRET_KEY: secret }, /^DATABASE_URL must begin with postgresql/],
    [{ DATABASE_URL: "postgresql://localhost/x" }, /^SECRET_KEY is required with DATABASE_URL/],
    [{ SECRET_KEY: "short" }, /^SECRET_KEY must have at least 32 bytes/],
    [{ SECRET_KEY: "a".repeat(40) }, /^SECRET_KEY is too regular/],
    [{ ENABLE_AUTH: "false", PUBLIC_URL: "https://keys.example.com" }, /^ENABLE_AUTH may be false only where/],
    [{ ENABLE_AUTH: "maybe" }, /^ENABLE_AUTH must be true or false/],
    [{ TOKEN_SIGNING_ALG: "none" }, /^TOKEN_SIGNING_ALG must be one of ES256, HS256/],
    [{ KEY_PREFIX: "SK!" }, /^KEY_PREFIX must be/],
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
