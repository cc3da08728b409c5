import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@keyhouse\/(client|mcp)$/, replacement: `${fromHere("packages")}/$1/src/index.ts` },
      { find: /^@keyhouse\/client\/(\w+)$/, replacement: `${fromHere("packages")}/client/src/$1.ts` },
      { find: "server-only", replacement: fromHere("scripts/steps/empty-module.mjs") },
      { find: /^@\//, replacement: fromHere("./") },
    ],
  },
  test: {
    include: ["lib/**/*.test.ts", "app/**/*.test.ts", "server/**/*.test.ts", "scripts/**/*.test.ts", "components/**/*.test.{ts,tsx}", "packages/**/*.test.ts"],
    globalSetup: ["lib/testing/global-setup.ts"],
    // Two cores are what a small machine has; more workers only wait for each other's databases.
    maxWorkers: 2,
    // What hangs is found late rather than that a busy machine fails what only takes longer.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
