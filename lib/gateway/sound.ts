import { X509Certificate } from "node:crypto";
import type { GatewayRule, ProtectedApiBody, ToolRule } from "@/lib/contract/protected-apis";
import { config, isLoopbackHost } from "@/lib/env/config";
import { invalid } from "@/lib/errors";
import { scopeRegistry } from "@/lib/scopes/registry";

export type Declaration = Pick<ProtectedApiBody, "prefix" | "upstream" | "rules"> & { tools?: ToolRule[] | null | undefined; ca_certificate?: string | null | undefined };

/** What the schema cannot see of a declaration. Throws VALIDATION_FAILED with the place and what to do. The prefix is looked at by `requireFreePrefix`. */
export function requireSound({ prefix, upstream, rules, tools, ca_certificate: certificate }: Declaration): void {
  requireUpstream(upstream);
  if (certificate) requireAuthority(certificate, upstream);
  requireDistinct(rules);
  requireScopes("rules", rules);
  if (!tools) return;
  if (!isMcpPrefix(prefix)) throw invalid("tools", "are for MCP servers, whose prefix lies below /mcp/. Use rules for the paths of an API");
  requireDistinctTools(tools);
  requireScopes("tools", tools);
}

export const isMcpPrefix = (prefix: string): boolean => prefix.startsWith("/mcp/");

/** `http://agents.internal:8080/` as it is kept: without the slash at the end. */
export function canonicalUpstream(text: string): string {
  const url = new URL(text);
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function requireUpstream(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) throw invalid("upstream", "must be an address like http://agents.internal:8080 or https://agents.example.com/v2");
  if (url.username || url.password) throw invalid("upstream", "must not carry a name or password: let the upstream trust X-Auth-Identity, or the network between");
  if (url.search || url.hash) throw invalid("upstream", "must not have a query or a fragment: those come with each request");
  if (isThisHouse(url)) throw invalid("upstream", "is Keyhouse itself: requests would loop");
}

function isThisHouse(url: URL): boolean {
  const { publicUrl, apiUrl, port, isLoopback } = config();
  if (url.origin === publicUrl || url.origin === apiUrl) return true;
  return isLoopback && isLoopbackHost(url.hostname) && Number(url.port || (url.protocol === "https:" ? 443 : 80)) === port;
}

function requireAuthority(pem: string, upstream: string): void {
  if (!upstream.startsWith("https://")) throw invalid("ca_certificate", "is for an upstream that begins with https://");
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  try {
    if (!blocks) throw new Error("no certificate");
    blocks.forEach((block) => new X509Certificate(block));
  } catch {
    throw invalid("ca_certificate", "must be one or more certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----");
  }
}

/** Two rules for the same: which one holds would be a matter of their order. */
function requireDistinct(rules: readonly GatewayRule[]): void {
  const seen = new Map<string, number>();
  for (const [index, { methods, path }] of rules.entries()) {
    for (const method of new Set(methods)) {
      const before = seen.get(`${method} ${path}`);
      if (before !== undefined) throw invalid(`rules.${index}.path`, `${method === "*" ? "any method of" : method} ${path} has a rule already (the ${ordinal(before)}): put what they ask for into one`);
      seen.set(`${method} ${path}`, index);
    }
  }
}

function requireDistinctTools(tools: readonly ToolRule[]): void {
  for (const [index, { name }] of tools.entries()) {
    const before = tools.findIndex((tool) => tool.name === name);
    if (before !== index) throw invalid(`tools.${index}.name`, `${name} has a line already (the ${ordinal(before)}): put what they ask for into one`);
  }
}

function requireScopes(list: "rules" | "tools", entries: readonly { scope?: string | undefined }[]): void {
  const known = new Set(scopeRegistry().map((scope) => scope.name));
  for (const [index, { scope }] of entries.entries()) {
    if (scope !== undefined && !known.has(scope)) throw invalid(`${list}.${index}.scope`, `There is no scope ${JSON.stringify(scope)}. Add it first (POST /api/v1/scopes)`);
  }
}

function ordinal(index: number): string {
  return ["first", "second", "third"][index] ?? `${index + 1}th`;
}
