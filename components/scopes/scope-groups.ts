export type ScopeChoice = {
  name: string;
  description: string;
  lowest_role: string;
  grantable: boolean;
  /** Why it cannot be given, where that is not for the role. */
  closed_by?: string;
};

export type ScopeGroup = { title: string; scopes: ScopeChoice[] };

/** `agents:read` and `agents:write` belong together; what reaches over everything stands last, by itself. */
export function groupScopes(scopes: ScopeChoice[]): ScopeGroup[] {
  const groups = new Map<string, ScopeChoice[]>();
  for (const scope of scopes) {
    const resource = scope.name.split(":")[0] ?? scope.name;
    groups.set(resource, [...(groups.get(resource) ?? []), scope]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === "admin") - Number(b === "admin") || a.localeCompare(b))
    .map(([resource, members]) => ({ title: resource.charAt(0).toUpperCase() + resource.slice(1), scopes: members.toSorted((a, b) => a.name.localeCompare(b.name)) }));
}

/** The choices of one press: read, or read and write, never what has to be asked for by name. */
export function presetScopes(scopes: ScopeChoice[], preset: "read" | "write", byNameOnly: readonly string[]): string[] {
  const usual = scopes.filter((scope) => scope.grantable && !byNameOnly.includes(scope.name));
  return usual.filter((scope) => preset === "write" || scope.name.endsWith(":read")).map((scope) => scope.name);
}

/** Held through another scope that is chosen: `x:write` brings `x:read`, `admin` brings all. */
export function isImplied(name: string, chosen: ReadonlySet<string>): boolean {
  if (name !== "admin" && chosen.has("admin")) return true;
  return name.endsWith(":read") && chosen.has(name.replace(/:read$/, ":write"));
}
