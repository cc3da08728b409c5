import { allRoutes } from "@/lib/contract";
import type { Transaction } from "@/lib/db/client";
import { invalid, Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";

/** First segments that the house answers beside its pages and the routes of its contract. */
const alsoOurs = ["admin", "api", "favicon.ico", "forward-auth", "health", "icon.svg", "mcp", "metrics", "oauth", "openapi.json", "packages", "plain.css", "robots.txt", "telegram"];

/**
 * The house's own path that this one is or lies below; undefined where it is nobody's, or a protected API's. A few
 * look-ups and no database: the gateway asks it for every request that is no hot route.
 */
export function findHouseRoot(path: string): string | undefined {
  const [, first = "", second, third] = path.split("/", 4);
  // what begins so can be no prefix: Next's own files, and .well-known
  if (first === "" || first.startsWith("_") || first.startsWith(".")) return `/${first}`;
  if (first === "mcp") return second === undefined || second === "" ? "/mcp" : undefined;
  if (first !== "api") return ownFirstSegments().has(first) ? `/${first}` : undefined;
  const noun = second === "v1" ? third : second;
  if (noun === undefined || noun === "") return second === "v1" ? "/api/v1" : "/api";
  return ownNouns().has(noun) ? path.split("/", second === "v1" ? 4 : 3).join("/") : undefined;
}

/** Throws VALIDATION_FAILED for a prefix of the house's own, CONFLICT for one that another protected API has, also in part. */
export async function requireFreePrefix(tx: Transaction, prefix: string, ownId: string | undefined): Promise<void> {
  const root = findHouseRoot(prefix);
  if (root !== undefined) throw invalid("prefix", root === prefix ? `${root} is answered by Keyhouse itself` : `${prefix} lies below ${root}, which Keyhouse itself answers`);
  await holdPrefixes(tx);
  const others = await tx.protectedApi.findMany({ where: ownId === undefined ? {} : { id: { not: ownId } }, select: { name: true, prefix: true } });
  const taken = others.find((other) => isWithin(prefix, other.prefix) || isWithin(other.prefix, prefix));
  if (taken) throw new Refusal("CONFLICT", { field: "prefix" }, `${prefix} overlaps with ${taken.prefix} of the protected API "${taken.name}"`);
}

/** Until the transaction ends: two at once must not both find a prefix free. An overlap is not an equal value, which the database would see. */
export async function holdPrefixes(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('protected_api prefix'))::text`;
}

function isWithin(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

let segments: Set<string> | undefined;
function ownFirstSegments(): Set<string> {
  return (segments ??= new Set([...Object.values(paths).map((path) => (typeof path === "string" ? path : path("x"))), ...alsoOurs.map((name) => `/${name}`)].map((path) => path.split(/[/?]/)[1]!).filter(Boolean)));
}

let nouns: Set<string> | undefined;
/** `users` of `/api/v1/users/me`: nobody else gets it, with and without the version. `login` is an alias. */
const ownNouns = (): Set<string> => (nouns ??= new Set([...namedNouns(), "login", "v1"]));

function namedNouns(): string[] {
  const all = allRoutes.flatMap(({ path, aliases }) => [path, ...(aliases ?? [])]);
  return all.map((path) => /^\/api\/v1\/([^/]+)/.exec(path)?.[1]).filter((noun) => noun !== undefined);
}
