import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { bundleServer } from "./bundle-server.mjs";
import { hashSources } from "./hash-sources.mjs";
import { packPackages } from "./pack-packages.mjs";
import { runNode } from "./run.mjs";

const stamp = "dist/build.json";

/** Builds where the sources have changed since the last build that succeeded. */
export async function ensureBuild() {
  if (isBuildCurrent()) return;
  console.log("Building (after a change only, about a minute)...");
  await build();
}

export async function build() {
  const sources = hashSources();
  await bundleServer();
  // before Next.js, which serves what it finds in public at its start
  await packPackages();
  await runNode(["node_modules/next/dist/bin/next", "build"], {
    failure: "The build failed. Next.js said:",
    env: { NODE_ENV: "production" },
  });
  mkdirSync("dist", { recursive: true });
  writeFileSync(stamp, JSON.stringify({ sources, buildId: readBuildId() }));
}

/** Was this very build of Next, and none by hand after it, made from these very sources? */
export function isBuildCurrent() {
  if (!existsSync("dist/server.mjs") || !existsSync(stamp)) return false;
  const made = JSON.parse(readFileSync(stamp, "utf8"));
  return made.buildId !== undefined && made.buildId === readBuildId() && made.sources === hashSources();
}

function readBuildId() {
  return existsSync(".next/BUILD_ID") ? readFileSync(".next/BUILD_ID", "utf8").trim() : undefined;
}
