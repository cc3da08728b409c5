import { pbkdf2Sync, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashPassword, needsRehash, verifyNothing, verifyPassword } from "./password-hash";
import { PasswordPool, setPasswordPool } from "./password-pool";

let pool: PasswordPool;
beforeAll(() => setPasswordPool((pool = new PasswordPool(4, 2, 4))));
afterAll(() => pool.close());

it("a password verifies and another does not", async () => {
  const hash = await hashPassword("a lantern beside the well");
  expect(await verifyPassword("a lantern beside the well", hash)).toBe(true);
  expect(await verifyPassword("A lantern beside the well", hash)).toBe(false);
});

it("a password longer than bcrypt's 72 bytes counts to its last character", async () => {
  const long = "ß".repeat(60);
  const hash = await hashPassword(long);
  expect(await verifyPassword(long, hash)).toBe(true);
  expect(await verifyPassword(`${long.slice(0, -1)}x`, hash)).toBe(false);
  expect(await verifyPassword(`${long}x`, hash)).toBe(false);
});

it("an accent counts the same whether it was typed as one character or as two", async () => {
  const [composed, decomposed] = ["caf\u00e9 au lait", "cafe\u0301 au lait"];
  for (const set of [composed, decomposed]) {
    const hash = await hashPassword(set);
    for (const typed of [composed, decomposed]) expect(await verifyPassword(typed, hash)).toBe(true);
    expect(await verifyPassword("cafe au lait", hash)).toBe(false);
  }
});

it("an imported hash of a password with two-character accents verifies as it was typed", async () => {
  const salt = randomBytes(16);
  const typed = "cafe\u0301 au lait";
  const stored = `pbkdf2-sha256$100000$${salt.toString("base64")}$${pbkdf2Sync(typed, salt, 100_000, 32, "sha256").toString("base64")}`;
  expect(await verifyPassword(typed, stored)).toBe(true);
});

it("a long password never matches the hash of its first 72 bytes", async () => {
  const hash = await hashPassword("a".repeat(72));
  expect(await verifyPassword("a".repeat(73), hash)).toBe(false);
});

it("a PBKDF2-SHA256 hash of another system verifies and asks to be upgraded", async () => {
  const salt = randomBytes(16);
  const stored = `pbkdf2-sha256$100000$${salt.toString("base64")}$${pbkdf2Sync("old password", salt, 100_000, 32, "sha256").toString("base64")}`;
  expect(await verifyPassword("old password", stored)).toBe(true);
  expect(await verifyPassword("other password", stored)).toBe(false);
  expect(needsRehash(stored)).toBe(true);
});

it("a hash made at today's cost, short or long, is not made again; a cheaper one is", async () => {
  expect(needsRehash(await hashPassword("short one"))).toBe(false);
  expect(needsRehash(await hashPassword("x".repeat(100)))).toBe(false);
  expect(needsRehash("$2b$03$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).toBe(true);
});

it("an account that does not exist costs a comparison and is never right", async () => {
  expect(await verifyNothing("anything")).toBe(false);
});

it("the queue is bounded: beyond it callers are refused at once instead of piling up", async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => hashPassword("parallel")));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.length).toBe(14);
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: "UNAVAILABLE" });
});
