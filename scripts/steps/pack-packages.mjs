import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildPackages } from "./build-packages.mjs";
import { npm } from "./npm.mjs";
import { StepFailed } from "./run.mjs";

const folder = "public/packages";

/** Makes the packages that the house itself gives out, each under one name whatever its version: /packages/keyhouse-mcp.tgz. */
export async function packPackages() {
  const names = ["client", "cli", "mcp"].filter((name) => existsSync(`packages/${name}/src`));
  await buildPackages();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { status, output } = await npm(["pack", "--silent", "--pack-destination", folder, ...names.map((name) => `./packages/${name}`)]);
  if (status !== 0) throw new StepFailed(`The packages for others could not be packed. npm said:\n\n${output.trim()}`);
  for (const name of names) {
    const { version } = JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));
    renameSync(join(folder, `keyhouse-${name}-${version}.tgz`), join(folder, `keyhouse-${name}.tgz`));
  }
}
