import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { nodeVersionProblem } from "./node-version.mjs";
import { projectFolder } from "./project.mjs";
import { ensureBuild } from "./steps/build.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { execute, StepFailed } from "./steps/run.mjs";

const results = "test-results";

/**
 * Everything that must hold, from a fresh clone, in one command. All stages run, whatever failed before them, unless
 * nothing could follow; the last line counts them together.
 */
async function main() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem) return fail(problem);
  process.chdir(projectFolder);
  // A caller's NODE_ENV would change what is tested.
  delete process.env.NODE_ENV;
  try {
    await ensureDependencies();
    await ensurePrismaClient();
  } catch (error) {
    return fail(error instanceof StepFailed ? error.message : error);
  }
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const stages = [
    ["Lint", () => tool("oxlint/bin/oxlint", ["--deny-warnings"])],
    ["Build", buildAll],
    ["Types", () => tool("typescript/bin/tsc", ["--noEmit", "-p", "."])],
    ["Unit, route and process tests", vitest],
    ["Browser journeys", playwright],
  ];
  const counts = [];
  for (const [name, run] of stages) counts.push(await stage(name, run));
  const passed = sum(counts, "passed");
  const failed = sum(counts, "failed");
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

async function stage(name, run) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const count = await run().catch((error) => {
    console.error(error instanceof StepFailed ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(`== ${name}: ${count.failed === 0 ? "passed" : `${count.failed} failed`} in ${Math.round((performance.now() - started) / 1000)} s${count.flaky ? `, ${count.flaky} of them not at the first try` : ""}`);
  return count;
}

async function tool(path, args) {
  const { status } = await execute(process.execPath, [`node_modules/${path}`, ...args], { inherit: true });
  return asOne(status === 0);
}

async function buildAll() {
  await ensureBuild();
  return asOne(true);
}

async function vitest() {
  const report = `${results}/vitest.json`;
  const { status } = await execute(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { inherit: true });
  return countOf(status, () => {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    // A file that could not even be loaded has no tests to count.
    const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + broken };
  });
}

async function playwright() {
  const { ensureChromium } = await import("./chromium.mjs");
  const env = { CHROMIUM_PATH: await ensureChromium() };
  const { status } = await execute(process.execPath, ["node_modules/@playwright/test/cli.js", "test"], { inherit: true, env });
  return countOf(status, () => {
    const { stats } = JSON.parse(readFileSync(`${results}/playwright.json`, "utf8"));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky };
  });
}

/** The report's numbers; where the runner failed without a failed test in its report, that counts as one. */
function countOf(status, read) {
  try {
    const count = read();
    return status === 0 || count.failed > 0 ? count : { ...count, failed: 1 };
  } catch (error) {
    console.error(`The runner left no report: ${error.message}`);
    return asOne(false);
  }
}

const asOne = (isPassed) => ({ passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1 });
const sum = (counts, key) => counts.reduce((total, count) => total + count[key], 0);

function fail(message) {
  console.error(message);
  console.log("\n0 passed, 1 failed");
  process.exit(1);
}

await main();
