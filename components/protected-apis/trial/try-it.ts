import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { describeWho } from "../rules/describe-rule";
import { decide, type AskedBy } from "../tester/decide";

type Tried = Pick<ProtectedApiView, "url" | "rules" | "tools" | "is_mcp_server">;

const nobody: AskedBy = { as: "nobody", scopes: [], role: "viewer", groups: [] };

/** Two calls that show at once what the rules do: one by nobody, one by somebody whom they let in. */
export function trialLines({ url, rules, tools, is_mcp_server: isMcp }: Tried): string {
  if (isMcp) return mcpLines(url);
  const rule = rules.find(({ methods }) => methods.includes("GET") || methods.includes("*")) ?? rules[0]!;
  const method = rule.methods.includes("GET") || rule.methods.includes("*") ? "GET" : rule.methods[0]!;
  const path = samplePath(rule.path);
  const call = `curl -i${method === "GET" ? "" : ` -X ${method}`} ${url}${path}`;
  const isOpen = decide({ rules, tools, isMcp }, { method, path: path || "/" }, nobody).outcome === "passes";
  if (isOpen) return `# open to everybody: the answer of your API\n${call}`;
  const credential = rule.layer === 2 ? "Authorization: Bearer YOUR_SESSION_TOKEN" : "X-API-Key: YOUR_KEY";
  return `# without a credential: 401\n${call}\n\n# ${describeWho(rule, isMcp)}: the answer of your API\n${call} \\\n  -H "${credential}"`;
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
    `curl -i ${url} \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -H "Accept: application/json, text/event-stream" \\`,
    `  -d ${message}`,
    "",
    "# Claude Code signs in by itself",
    `claude mcp add --transport http ${url.split("/").at(-1)} ${url}`,
  ].join("\n");
}
