/** The layer that a file belongs to (docs/architecture.md). */
export type Layer = "app" | "components" | "server" | "edge" | "domain" | "foundation" | "contract" | "packages" | "testing";

const foundations = new Set(["db", "crypto", "env"]);
const edges = new Set(["http", "auth", "mcp"]);

export function layerOf(path: string): Layer {
  const [top = "", folder = "", ...rest] = path.split("/");
  if (top === "instrumentation.ts") return "server";
  if (top === "app" || top === "components" || top === "server" || top === "packages") return top;
  if (folder === "contract" || folder === "testing") return folder;
  if (rest.length === 0 || foundations.has(folder)) return "foundation";
  return edges.has(folder) ? "edge" : "domain";
}

/** What each layer may import beside itself. Arrows never turn back. */
const below: Record<Layer, Layer[]> = {
  app: ["components", "edge", "domain", "foundation", "contract", "packages"],
  server: ["app", "edge", "domain", "foundation", "contract"],
  components: ["contract", "packages"],
  edge: ["domain", "foundation", "contract"],
  domain: ["foundation", "contract"],
  foundation: ["contract"],
  contract: [],
  packages: ["contract"],
  testing: ["app", "server", "edge", "domain", "foundation", "contract", "packages"],
};

/** Modules and folders that know nothing of the server, so that the browser may have them as well; `.oxlintrc.json` names the same. */
const sharedWithBrowser = ["lib/paths.ts", "lib/describe-agent.ts", "lib/connect/"];

/** Why one file may not import another; undefined where it may. */
export function forbiddenEdge(from: string, to: string): string | undefined {
  const [source, target] = [layerOf(from), layerOf(to)];
  if (source === "server" && target === "app" && !to.endsWith("/route.ts")) return "the server imports its hot routes from app, and nothing else";
  if (source === "app" && target === "app" && folderOf(from) !== folderOf(to)) return "what two pages share belongs to components";
  if (from.startsWith("app/") && to.startsWith("lib/db/")) return "a page calls a verb; queries belong to lib/<noun>";
  if (source === target || below[source].includes(target)) return undefined;
  if (source === "components" && sharedWithBrowser.some((path) => to.startsWith(path))) return undefined;
  return `${source} does not import ${target}`;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

const mayImportNext: Layer[] = ["app", "components", "server", "testing"];

/** Why a file may not import a package; undefined where it may. */
export function forbiddenPackage(from: string, specifier: string): string | undefined {
  const layer = layerOf(from);
  const isAuth = from.startsWith("lib/auth/");
  if (/^next-auth(\/|$)/.test(specifier) && !isAuth && !from.startsWith("app/api/auth/")) return "next-auth belongs to lib/auth";
  if (/^next(\/|$)/.test(specifier) && !isAuth && !mayImportNext.includes(layer)) return `${layer} knows nothing of Next`;
  if (layer === "contract" && specifier !== "zod") return "the contract imports zod alone";
  return undefined;
}
