import { test as base } from "@playwright/test";
import type { RunningServer } from "../lib/testing/run-server";
import { patient } from "./support/awake";
import { startHouse } from "./support/start-house";

type WorkerFixtures = {
  /**
   * Name of the house that a file wants to work in. Files that say `test.use({ house: "..." })` with a name of their own get a
   * fresh server whose first account is not taken yet; the others share one in each worker.
   */
  house: string;
  /** What the operator of that house has set beside the usual. */
  env: Record<string, string>;
  server: RunningServer;
};

/** A running server with an embedded database of its own; `baseURL` points at it. */
export const test = base.extend<object, WorkerFixtures>({
  house: ["shared", { scope: "worker", option: true }],
  env: [{}, { scope: "worker", option: true }],
  server: [
    async ({ house, env }, use) => {
      const server = await startHouse({ env: { BRAND_NAME: "Keyhouse", ...env } });
      await use(server);
      const { status } = await server.stop();
      if (status !== 0) throw new Error(`The server of house "${house}" ended with status ${status}:\n${server.output()}`);
    },
    { scope: "worker", timeout: 150_000 },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  page: async ({ page }, use) => use(patient(page)),
});

export { expect } from "@playwright/test";
