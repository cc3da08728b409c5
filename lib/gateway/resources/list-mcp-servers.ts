import { chooseCompiled } from "@/lib/contract/gateway-rules";
import type { Principal, UserContext } from "@/lib/context";
import type { CompiledApi } from "../compile";
import { meetsDemands } from "../demands";
import { gatewayTable } from "../table";

export type McpServer = { name: string; prefix: string; url: string };

/** The MCP servers behind the gateway that a person may connect an app to, by name. What scopes they need is asked for then. */
export async function listMcpServers({ principal }: Pick<UserContext, "principal">): Promise<McpServer[]> {
  const apis = await gatewayTable().all();
  return apis
    .filter((api) => api.isMcp && mayCall(api, principal))
    .map(({ name, prefix, resource }) => ({ name, prefix, url: resource }))
    .sort((left, right) => left.name.localeCompare(right.name));
}

function mayCall({ compiledRules, rules }: CompiledApi, principal: Principal): boolean {
  const { rule } = chooseCompiled(compiledRules, "POST", "/");
  return rule !== undefined && meetsDemands(principal, { roles: rules[rule]!.roles, groups: rules[rule]!.groups });
}
