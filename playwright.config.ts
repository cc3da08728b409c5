import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/chromium.mjs";

const isCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Each worker has a server of its own (e2e/fixtures.ts): journeys share nothing.
  fullyParallel: false,
  workers: 2,
  forbidOnly: isCi,
  // A journey that fails once and then passes is reported as flaky, not as failed: the machine may be busy.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    // Answers come from this machine: what takes longer than this has not understood us.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
});
