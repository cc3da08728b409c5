import { expect, it } from "vitest";
import { niceTop } from "./nice-top";

it.each([[0, 2], [1, 2], [3, 4], [7, 8], [9, 10], [11, 20], [50, 50], [51, 60], [99, 100], [101, 200], [4321, 5000]])("a scale for %i ends at %i", (most, top) => {
  expect(niceTop(most)).toBe(top);
});

it("no value lies above the end of its scale, and its middle is a whole number", () => {
  for (let most = 0; most < 20_000; most += 7) {
    expect(niceTop(most)).toBeGreaterThanOrEqual(most);
    expect(niceTop(most) % 2).toBe(0);
  }
});
