import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type PackageName = "client" | "cli" | "mcp";

/**
 * An empty project in which these packages are installed as a stranger installs them: packed by `npm pack`, and the tarballs given to
 * `npm install`, without a network. Returns its folder, which the caller removes. What is packed is what `npm run build:packages` made.
 */
export async function installPacked(names: PackageName[]): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "keyhouse-packed-"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", private: true, type: "module" }));
  const tarballs = await Promise.all(names.map((name) => pack(`packages/${name}`, project)));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", ...tarballs], { cwd: project });
  return project;
}

async function pack(folder: string, destination: string): Promise<string> {
  if (!existsSync(join(folder, "dist"))) throw new Error(`${folder} is not built: run \`npm run build:packages\` first.`);
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", destination], { cwd: folder });
  const [packed] = JSON.parse(stdout) as [{ filename: string }];
  return join(destination, packed.filename);
}
