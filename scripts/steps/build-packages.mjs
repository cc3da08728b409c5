import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { runNode, StepFailed } from "./run.mjs";

/** In this order: the types of the later ones are made from those of the earlier. */
const packages = ["client", "mcp", "cli"];

/** Makes `packages/<name>/dist`: ESM that runs on Node 20, in browsers and at the edge, and its types. What a package does not declare as a dependency is bundled into it. */
export async function buildPackages(names = packages) {
  for (const name of names) if (existsSync(`packages/${name}/src`)) await buildPackage(`packages/${name}`);
}

async function buildPackage(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entries = entriesOf(manifest);
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const { metafile } = await bundle(manifest.name, {
    entryPoints: entries.map((entry) => join(folder, "src", `${entry}.ts`)),
    outdir: join(folder, "dist"),
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    target: "es2022",
    // the library uses web standards alone; a program may use Node's
    platform: manifest.bin ? "node" : "neutral",
    mainFields: ["module", "main"],
    external: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }),
    tsconfig: "tsconfig.json",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
  });
  for (const program of Object.values(manifest.bin ?? {})) chmodSync(join(folder, program), 0o755);
  await runNode(["node_modules/typescript/bin/tsc", "-p", join(folder, "tsconfig.json")], { failure: `The types of ${manifest.name} could not be made. TypeScript said:` });
  completeSpecifiers(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "LICENSES.txt"), licensesOf(metafile));
}

async function bundle(name, options) {
  const { build } = await import("esbuild");
  try {
    return await build(options);
  } catch (error) {
    throw new StepFailed(`${name} could not be bundled. esbuild said:\n\n${error.message}`);
  }
}

/** Our own licence, and those of the packages whose code is bundled in: they ask to be handed on. */
function licensesOf({ inputs }) {
  const bundled = new Set(Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const sections = [...bundled].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : ""}`;
  });
  return `${[readFileSync("LICENSE", "utf8").trim(), ...sections].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** The files that the manifest names, without folder and extension. */
function entriesOf({ bin = {}, exports = {} }) {
  const targets = [...Object.values(bin), ...Object.values(exports).map((entry) => (typeof entry === "string" ? entry : entry.default))];
  return [...new Set(targets.filter((target) => target.endsWith(".js")).map((target) => target.replace(/^(?:\.\/)?dist\//, "").replace(/\.js$/, "")))];
}

/** Node's own resolution, which TypeScript follows in the projects of those who install it, wants extensions. */
function completeSpecifiers(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/((?:from |import\(|import )")(\.{1,2}\/[^"]+?)(?:\.js)?"/g, '$1$2.js"'));
  }
}
