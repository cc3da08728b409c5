import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "./scripts/chromium.mjs";

const isCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: "e2e",
  // Who works in a house of their own comes after all who share one: each change of house is the start of a server and of a browser.
  projects: [
    { name: "one house", testMatch: "**/*.spec.ts", testIgnore: specsWithOwnHouse() },
    { name: "own houses", testMatch: specsWithOwnHouse() },
  ],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // Each worker has a server of its own (e2e/fixtures.ts): journeys share nothing.
  fullyParallel: false,
  workers: 2,
  forbidOnly: isCi,
  // A journey that fails and then passes is reported as flaky, not as failed: the machine may be busy.
  retries: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags },
    // Writing everything down takes a tenth of the time of a run: what fails is seen again at its second try.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    // Answers come from this machine: what takes longer than this has not understood us.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
});

function specsWithOwnHouse(): string[] {
  const isOwn = (name: string) => /\bhouse: "|support\/with-/.test(readFileSync(`e2e/${name}`, "utf8"));
  return readdirSync("e2e").filter((name) => name.endsWith(".spec.ts") && isOwn(name)).map((name) => `**/${name}`);
}
