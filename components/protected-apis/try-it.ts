import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { decide, type AskedBy } from "./tester/decide";

/** Two calls that show at once what the rules do: one by nobody, one with a key that holds what is asked for. */
export type Trial = { code: string; /** What a key needs for the second line. */ scope: string | undefined };

const nobody: AskedBy = { as: "nobody", scopes: [], role: "admin", groups: [] };

export function trialOf({ url, rules, tools, is_mcp_server: isMcp }: Pick<ProtectedApiView, "url" | "rules" | "tools" | "is_mcp_server">): Trial {
  if (isMcp) return { code: mcpLines(url), scope: rules.find(({ scope }) => scope)?.scope };
  const rule = rules.find(({ methods }) => methods.includes("GET") || methods.includes("*")) ?? rules[0];
  if (!rule) return { code: `curl -i ${url}`, scope: undefined };
  const method = rule.methods.includes("GET") || rule.methods.includes("*") ? "GET" : rule.methods[0]!;
  const path = samplePath(rule.path);
  const call = `curl -i${method === "GET" ? "" : ` -X ${method}`} ${url}${path}`;
  const bare = decide({ rules, tools, isMcp }, { method, path: path || "/" }, nobody).outcome;
  const lines = [bare === "passes" ? "# nobody needs a credential for this one" : "# without a credential: 401", call];
  return { code: [...lines, "", `# with a key${rule.scope ? ` that holds ${rule.scope}` : ""}: the answer of your API`, `${call} \\\n  -H "X-API-Key: YOUR_KEY"`].join("\n"), scope: rule.scope };
}

/** A path that the pattern means: /agents/* is also /agents/1. */
function samplePath(pattern: string): string {
  const path = pattern.replace(/\/\*\*$/, "").replaceAll("*", "1");
  return path === "/" ? "" : path;
}

function mcpLines(url: string): string {
  const message = `'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}'`;
  return [
    "# without a token: 401, and where a client finds out how to get one",
    `curl -i ${url} -H "Content-Type: application/json" \\`,
    `  -H "Accept: application/json, text/event-stream" \\`,
    `  -d ${message}`,
    "",
    "# Claude Code signs in by itself",
    `claude mcp add --transport http ${url.split("/").at(-1)} ${url}`,
  ].join("\n");
}
