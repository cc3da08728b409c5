import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Names in package-lock.json the optional packages that npm has left out of it. A registry mirror that carries the binaries of
 * one platform only makes npm write such a lock, and `npm ci` then refuses it everywhere. Run it after `npm install` there.
 */
export function completeLock(lock) {
  const added = [];
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (findInstalled(lock.packages, path, name) || !/^\d/.test(version)) continue;
      lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
      added.push(`${name}@${version}`);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  return added;
}

/** As Node looks: in the package's own folder first, then in each one above. */
function findInstalled(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    const found = packages[`${folder ? `${folder}/` : ""}node_modules/${name}`];
    if (found || folder === "") return found;
  }
}

const systems = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"];
const processors = ["arm64", "arm", "armv7", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

/** Such packages are named by the platform that they are for: `...-linux-arm64-musl`. */
function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => systems.includes(part));
  const cpu = parts.find((part) => processors.includes(part)) ?? (name.includes("arm-") ? "arm" : undefined);
  const libc = parts.includes("musl") ? "musl" : parts.includes("gnu") && os === "linux" ? "glibc" : undefined;
  return { ...(cpu && { cpu: [cpu === "armv7" ? "arm" : cpu] }), ...(os && { os: [os] }), ...(libc && { libc: [libc] }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? "Nothing was missing." : `Added:\n${added.join("\n")}`);
}
