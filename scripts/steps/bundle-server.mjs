import { fileURLToPath } from "node:url";
import { fromProject } from "../project.mjs";
import { StepFailed } from "./run.mjs";

const empty = "scripts/steps/empty-module.mjs";

export const bundleOptions = {
  entryPoints: { server: "server/main.ts", check: "server/check.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: true,
  // A marker for Next's own bundler, which throws when plain Node loads it.
  alias: { "server-only": fileURLToPath(fromProject(empty)) },
  logLevel: "silent",
};

/** Bundles the process around Next (`server/`) to `dist/`; takes well under a second. */
export const bundleServer = () => bundle(bundleOptions.entryPoints);

/** Bundles TypeScript for plain Node: name in `dist/` to source file. */
export async function bundle(entryPoints) {
  const { build, stop } = await import("esbuild");
  try {
    await build({ ...bundleOptions, entryPoints });
  } catch (error) {
    throw new StepFailed(`${Object.values(entryPoints).join(", ")} could not be bundled. esbuild said:\n\n${error.message}`);
  } finally {
    await stop();
  }
}
