import { scopesByNameOnly } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { canonicalResource, portalResources } from "@/lib/resources";
import type { CompiledApi } from "../compile";
import { gatewayTable } from "../table";

/** Every resource that tokens can be made for: the house's own, what stands behind its gateway, and what the operator has named beside it. */
export async function knownResources(): Promise<string[]> {
  const apis = await gatewayTable().all();
  const named = config().protectedResources.flatMap((uri) => canonicalResource(uri) ?? []);
  return [...portalResources(), ...apis.map(({ resource }) => resource), ...named];
}

/** A resource as a person is told of it: whether it is the house itself, and what it is called where it is not. */
export async function describeResource(uri: string): Promise<{ uri: string; own: boolean; name?: string }> {
  const api = await findProtectedResource(uri);
  return { uri, own: portalResources().includes(uri), ...(api && { name: api.name }) };
}

/** The protected API that a token is for; undefined for the house itself, and for one that is no longer there. */
export async function findProtectedResource(uri: string): Promise<CompiledApi | undefined> {
  return (await gatewayTable().all()).find(({ resource }) => resource === uri);
}

/** The scopes that everyday work at a protected API needs: those that its rules and tools name. Administrators' are asked for by name, when they are needed. */
export function everydayScopesOf({ rules, tools }: Pick<CompiledApi, "rules" | "tools">): string[] {
  const named = [...rules, ...(tools ?? [])].flatMap(({ scope }) => scope ?? []);
  return [...new Set(named)].filter((scope) => !scopesByNameOnly.includes(scope)).sort();
}
