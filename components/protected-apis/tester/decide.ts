import { chooseRule } from "@/lib/contract/gateway-rules";
import type { GatewayRule, ToolRule } from "@/lib/contract/protected-apis";
import { roleReaches, scopeAllows, type Role } from "@/lib/contract/scopes";
import { chooseToolRule } from "@/lib/contract/tool-rules";

export type Asked = { method: string; path: string; /** MCP servers: the tool that is called. */ tool?: string };
/** `scopes` are those that are left for the role. */
export type AskedBy = { as: "nobody" | "key" | "app" | "person"; scopes: readonly string[]; role: Role; groups: readonly string[] };
export type Declared = { rules: readonly GatewayRule[]; tools: readonly ToolRule[] | undefined; isMcp: boolean };

export type Decision = {
  outcome: "passes" | "400" | "401" | "403";
  /** Numbers of the rules that decided, from 0. */
  rule?: number | undefined;
  tool?: number | undefined;
  /** Why it is refused, as a sentence without its full stop. */
  why?: string;
};

/** What the gateway would answer. */
export function decide({ rules, tools, isMcp }: Declared, { method, path, tool }: Asked, by: AskedBy): Decision {
  const { rule: index, ambiguous } = chooseRule(rules, method, isMcp ? "/" : path);
  if (ambiguous) return { outcome: "400", why: "It differs from a path with a rule of its own in upper and lower case alone: your API could take the one for the other" };
  const rule = index === undefined ? undefined : rules[index];
  // an MCP server always asks who calls
  const layer = rule === undefined ? 1 : isMcp ? Math.max(rule.layer ?? 1, 1) : (rule.layer ?? 1);
  if (layer === 0) return { outcome: "passes", rule: index };
  if (by.as === "nobody") return { outcome: "401", rule: index, why: "No credential was sent" };
  if (!rule) return { outcome: "403", why: "No rule allows it" };
  // programs speak to MCP servers, and the person behind one has signed in to let it in
  if (layer === 2 && by.as !== "person" && !(isMcp && by.as === "app")) return { outcome: "403", rule: index, why: isMcp ? "A key or token is not enough" : "Only a person who signed in may" };
  const lack = findLack(rule, by);
  if (lack) return { outcome: "403", rule: index, why: lack };
  return isMcp && tools && tool ? decideTool(tools, tool, by, index) : { outcome: "passes", rule: index };
}

function decideTool(tools: readonly ToolRule[], name: string, by: AskedBy, rule: number | undefined): Decision {
  const chosen = chooseToolRule(tools, name);
  if (!chosen) return { outcome: "403", rule, why: `No rule names the tool ${name}` };
  const tool = tools.indexOf(chosen);
  const lack = findLack(chosen, by);
  return lack ? { outcome: "403", rule, tool, why: lack } : { outcome: "passes", rule, tool };
}

function findLack({ scope, roles, groups }: Pick<ToolRule, "scope" | "roles" | "groups">, by: AskedBy): string | undefined {
  if (scope && !scopeAllows(by.scopes, scope)) return `The scope ${scope} is missing`;
  if (roles && !roles.some((role) => roleReaches(by.role, role))) return `The role ${by.role} is too low`;
  if (groups && !groups.some((group) => by.groups.includes(group))) return `The person is not in ${groups.length === 1 ? "the group" : "one of the groups"} ${groups.join(", ")}`;
  return undefined;
}
