import { expect, it } from "vitest";
import { Limiter } from "./limiter";

it("strangers with ever new keys fill no more than its bound: the oldest windows go first, and the newest count on", () => {
  const limiter = new Limiter(100);
  for (let at = 0; at < 1000; at++) limiter.take(`stranger ${at}`, 1);
  expect(limiter.size).toBeLessThanOrEqual(100);
  expect(limiter.take("stranger 999", 1).allowed).toBe(false);
});

it("many windows that still count cost a new one no look through all of them", () => {
  const limiter = new Limiter(10_000);
  const looks = countLooks(limiter);
  for (let at = 0; at < 9000; at++) limiter.take(`stranger ${at}`, 1);
  expect(looks()).toBeLessThanOrEqual(2);
});

/** How often all windows were gone through. */
function countLooks(limiter: Limiter): () => number {
  const { windows } = limiter as unknown as { windows: Map<string, unknown> };
  let looks = 0;
  const iterate = windows[Symbol.iterator].bind(windows);
  windows[Symbol.iterator] = () => (looks++, iterate());
  return () => looks;
}
