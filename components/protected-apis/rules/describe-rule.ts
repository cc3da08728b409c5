import type { GatewayRule, ToolRule } from "@/lib/contract/protected-apis";
import { roles } from "@/lib/contract/scopes";

type Demand = Pick<ToolRule, "scope" | "roles" | "groups">;

export const describeMethods = (methods: readonly string[]): string => (methods.includes("*") ? "any method" : methods.join(", "));

/** Whom a rule lets in, as the end of a sentence: "a key, token or app with agents:read". */
export function describeWho({ layer = 1, ...demand }: Pick<GatewayRule, "layer"> & Demand, isMcp: boolean): string {
  if (layer === 0 && !isMcp) return "everybody, without a credential";
  const whoSignedIn = isMcp ? "an app that somebody let in, or a person who signed in," : "a person who signed in";
  return [layer === 2 ? whoSignedIn : "a key, token or app", ...describeDemand(demand)].join(" ").replace(/,$/, "");
}

/** What a tool asks for beside being let in at all. */
export function describeTool(demand: Demand): string {
  const parts = describeDemand(demand);
  return parts.length === 0 ? "whoever the rules let in" : `a caller ${parts.join(" ")}`;
}

function describeDemand({ scope, roles: named, groups }: Demand): string[] {
  const lowest = roles.find((role) => named?.includes(role));
  return [
    ...(scope ? [`with ${scope}`] : []),
    ...(lowest ? [lowest === "admin" ? "of an admin" : `of a ${lowest} or above`] : []),
    ...(groups && groups.length > 0 ? [`in the group ${groups.join(" or ")}`] : []),
  ];
}
