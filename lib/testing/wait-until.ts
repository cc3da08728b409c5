/** Looks every few milliseconds until it is so; fails after `timeoutMs`. */
export async function waitUntil(isSo: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  for (const until = performance.now() + timeoutMs; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (performance.now() > until) throw new Error(`It did not become so within ${timeoutMs} ms: ${isSo}`);
  }
}
