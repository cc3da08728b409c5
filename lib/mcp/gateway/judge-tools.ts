import { roleReaches, scopeAllows, type Role } from "@/lib/contract/scopes";
import type { ToolRule } from "@/lib/contract/protected-apis";
import { chooseToolRule } from "@/lib/contract/tool-rules";
import type { Principal } from "@/lib/context";
import { meetsDemands } from "@/lib/gateway/demands";
import { scopeRegistry } from "@/lib/scopes/registry";
import { howToWiden } from "../door/challenge";

/** Which of a server's tools may be called by whom. Without rules: all that the server offers. */
export type ToolPolicy = { serverName: string; tools: readonly ToolRule[] | undefined };

export type ToolRefusal = {
  tool: string;
  /** What its token lacks, where that is all that is missing: the client can ask its person for more. */
  missingScope?: string;
  /** For the model and the person: who may. */
  text: string;
  groups?: readonly string[];
  roles?: readonly Role[];
};

/** Why the caller may not call the tool; undefined where it may. What no rule names nobody may call. */
export function refuseTool({ serverName, tools }: ToolPolicy, tool: string, principal: Principal): ToolRefusal | undefined {
  if (tools === undefined) return undefined;
  const rule = chooseToolRule(tools, tool);
  if (!rule) return { tool, text: `Nobody may call the tool ${tool} of ${serverName} here: no rule allows it. An administrator can add one` };
  const { scope, roles, groups } = rule;
  // the person first: asking for another scope would not help somebody who is in the wrong group
  if (!meetsDemands(principal, { groups })) return { tool, groups, text: `Only people in ${listed("the group", "one of the groups", groups!)} may call the tool ${tool} of ${serverName}. An administrator can add you` };
  if (!meetsDemands(principal, { roles })) return { tool, roles, text: `Only people with ${listed("the role", "one of the roles", roles!)} or a stronger one may call the tool ${tool} of ${serverName}` };
  if (scope === undefined || scopeAllows(principal.scopes, scope)) return undefined;
  return { tool, missingScope: scope, text: howToWiden(tool, scope) };
}

/** Is the tool worth showing: the caller may call it now, or could once it has asked its person for more? */
export function showsTool(policy: ToolPolicy, tool: string, principal: Principal): boolean {
  const refusal = refuseTool(policy, tool, principal);
  return refusal === undefined || (refusal.missingScope !== undefined && canAskFor(refusal.missingScope, principal));
}

/** Only a connected app can ask for more scopes later; a key cannot. */
function canAskFor(scope: string, { kind, user }: Principal): boolean {
  const registered = scopeRegistry().find(({ name }) => name === scope);
  return kind === "grant" && registered !== undefined && roleReaches(user.role, registered.lowestRole);
}

function listed(one: string, several: string, names: readonly string[]): string {
  return `${names.length === 1 ? one : several} ${names.join(", ")}`;
}
