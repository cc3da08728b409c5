import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { seal, unseal } from "./seal";

const key = randomBytes(32);

it("a sealed text opens again, and never looks the same twice", () => {
  expect(unseal(key, seal(key, "secret ✓", "row 1"), "row 1")).toBe("secret ✓");
  expect(seal(key, "secret", "row 1")).not.toBe(seal(key, "secret", "row 1"));
});

it("a sealed text does not open with another key, for another row, or when a byte was changed", () => {
  const sealed = seal(key, "secret", "row 1");
  expect(() => unseal(randomBytes(32), sealed, "row 1")).toThrow();
  expect(() => unseal(key, sealed, "row 2")).toThrow();
  expect(() => unseal(key, sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA"), "row 1")).toThrow();
  expect(() => unseal(key, "v1.AAAA", "row 1")).toThrow();
});
