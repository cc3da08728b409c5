import type { GatewayRule, ProtectedApiBody, ProtectedApiView, ToolRule } from "@/lib/contract/protected-apis";
import { roles, type Role } from "@/lib/contract/scopes";
import { readNames } from "./read-names";

export type Layer = 0 | 1 | 2;

/** What the form holds: text where people type, and a number of its own for each row, so that a removed one takes its state along. */
export type DemandValues = { scope: string; lowestRole: Role | ""; groups: string };
export type RuleValues = DemandValues & { id: number; methods: GatewayRule["methods"]; path: string; layer: Layer };
export type ToolValues = DemandValues & { id: number; name: string };
export type ApiValues = {
  name: string;
  prefix: string;
  upstream: string;
  rules: RuleValues[];
  /** False: every tool that the rules let through. */
  limitsTools: boolean;
  tools: ToolValues[];
  stripPrefix: boolean;
  timeoutSeconds: string;
  bodyMebibytes: string;
  caCertificate: string;
};

const mebibyte = 1_048_576;
let rows = 0;

export const emptyRule = (rule: Partial<RuleValues> = {}): RuleValues => ({ id: ++rows, methods: ["GET"], path: "/**", layer: 1, scope: "", lowestRole: "", groups: "", ...rule });
export const emptyTool = (tool: Partial<ToolValues> = {}): ToolValues => ({ id: ++rows, name: "", scope: "", lowestRole: "", groups: "", ...tool });

export const isMcpPrefix = (prefix: string): boolean => prefix.startsWith("/mcp/");

export function valuesOf(api: ProtectedApiView): ApiValues {
  return {
    name: api.name,
    prefix: api.prefix,
    upstream: api.upstream,
    rules: api.rules.map((rule) => emptyRule({ methods: rule.methods, path: rule.path, layer: rule.layer ?? 1, ...demandOf(rule) })),
    limitsTools: api.tools !== undefined,
    tools: (api.tools ?? []).map((tool) => emptyTool({ name: tool.name, ...demandOf(tool) })),
    stripPrefix: api.strip_prefix,
    timeoutSeconds: String(api.timeout_seconds),
    bodyMebibytes: String(Number((api.max_body_bytes / mebibyte).toFixed(6))),
    caCertificate: api.ca_certificate ?? "",
  };
}

function demandOf({ scope, roles: named, groups }: Pick<ToolRule, "scope" | "roles" | "groups">): DemandValues {
  return { scope: scope ?? "", lowestRole: roles.find((role) => named?.includes(role)) ?? "", groups: (groups ?? []).join(", ") };
}

export function toBody(values: ApiValues): ProtectedApiBody {
  const { name, prefix, upstream, stripPrefix, timeoutSeconds, bodyMebibytes, caCertificate } = values;
  return {
    name,
    prefix: prefix.trim(),
    upstream: upstream.trim(),
    rules: toRules(values.rules),
    strip_prefix: stripPrefix,
    timeout_seconds: Number(timeoutSeconds),
    max_body_bytes: Math.round(Number(bodyMebibytes) * mebibyte),
    ...(caCertificate.trim() && { ca_certificate: caCertificate.trim() }),
    ...(toolsIn(values) && { tools: toolsIn(values) }),
  };
}

/** As the gateway will see them. */
export function toRules(rules: RuleValues[]): GatewayRule[] {
  return rules.map(({ methods, path, layer, ...demand }) => ({ methods, path: path.trim(), ...(layer !== 1 && { layer }), ...(layer !== 0 && toDemand(demand)) }));
}

export function toolsIn({ prefix, limitsTools, tools }: ApiValues): ToolRule[] | undefined {
  if (!isMcpPrefix(prefix.trim()) || !limitsTools) return undefined;
  return tools.map(({ name, ...demand }) => ({ name: name.trim(), ...toDemand(demand) }));
}

function toDemand({ scope, lowestRole, groups }: DemandValues): Pick<ToolRule, "scope" | "roles" | "groups"> {
  const names = readNames(groups);
  return { ...(scope && { scope }), ...(lowestRole && { roles: [lowestRole] }), ...(names.length > 0 && { groups: names }) };
}
