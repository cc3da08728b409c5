import { describe, expect, it } from "vitest";
import { checksum, findKeyIn, hintOf, isWellFormedKey, newKey } from "./key-format";

describe("a key", () => {
  it("of every kind is well formed", () => {
    for (const kind of ["live", "test", "rt"] as const) expect(isWellFormedKey(newKey("sk", kind))).toBe(true);
  });

  it("carries prefix, environment, 30 random characters and a checksum", () => {
    expect(newKey("sk", "live")).toMatch(/^sk_live_[0-9A-Za-z]{36}$/);
    expect(newKey("acme", "test")).toMatch(/^acme_test_[0-9A-Za-z]{36}$/);
  });

  it("is never the same twice and uses the whole alphabet", () => {
    const keys = Array.from({ length: 2000 }, () => newKey("sk", "live"));
    expect(new Set(keys).size).toBe(2000);
    expect(new Set(keys.map((key) => key.slice(8, 38)).join("")).size).toBe(62);
  });

  it("is refused without a look-up when any one character is wrong", () => {
    const key = newKey("sk", "live");
    expect(isWellFormedKey(key)).toBe(true);
    for (let index = 8; index < key.length; index++) {
      const other = key[index] === "a" ? "b" : "a";
      expect(isWellFormedKey(key.slice(0, index) + other + key.slice(index + 1))).toBe(false);
    }
  });

  it.each(["", "sk_live_", "sk_live_abc", "Bearer", "sk_prod_000000000000000000000000000000000000", "sk_live_" + "é".repeat(36), "x".repeat(5000)])("that is none is refused: %j", (text) => {
    expect(isWellFormedKey(text)).toBe(false);
  });

  it("has the CRC32 that everybody computes", () => {
    // CRC32("123456789") is 0xcbf43926, the check value of the algorithm
    const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const value = [...checksum("123456789")].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0);
    expect(value).toBe(0xcbf43926);
  });

  it("gives a hint that shows eight of its characters and no more", () => {
    const key = newKey("sk", "live");
    expect(hintOf(key)).toBe(`${key.slice(0, 12)}...${key.slice(-4)}`);
  });

  it("is found wherever it stands in a text, by itself or between other letters", () => {
    const key = newKey("sk", "live");
    for (const text of [key, `/?token=${key}`, `/a/${key}/b?c=d`, `/?a=1&api_key=${key}&b=2`, `/?q=sk_live_${"0".repeat(36)}&k=${key}`, `${key}abc`]) expect(findKeyIn(text)).toBe(key);
    for (const text of ["", "/", `/?token=sk_live_${"0".repeat(36)}`, `/?token=${key.slice(0, -1)}`, `/oauth/authorize?code=${"a_live_".repeat(40)}`]) expect(findKeyIn(text)).toBeUndefined();
  });
});
