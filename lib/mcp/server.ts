import { McpServer, type CallToolResult } from "@modelcontextprotocol/server";
import type { UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { toRefusal } from "@/lib/http/to-error";
import { version } from "@/package.json";
import { scopeChallenge } from "./door/challenge";
import { isWithinReach, type Tool } from "./define-tool";
import { addPrompts } from "./prompts";
import { addResources } from "./resources";
import { tools } from "./tools/all";

/**
 * The MCP server as one caller sees it. Made anew for each request: nothing that one caller was answered can reach another.
 */
export function makeServer(ctx: UserContext): McpServer {
  const { brandName, publicUrl } = config();
  const server = new McpServer(
    { name: "keyhouse", title: brandName, version, websiteUrl: publicUrl },
    {
      // every request stands alone, so there is no stream on which a change could be told
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false }, prompts: { listChanged: false } },
      instructions: `${brandName} keeps the keys of its API. These tools see and manage the credentials of the person who connected: API keys, sign-ins, connections, and the log of what happened to them. Secrets are shown once, when they are made; never repeat one that you do not need, and ask the person before revoking anything.`,
    },
  );
  for (const tool of tools) if (isWithinReach(tool, ctx.principal)) addTool(server, tool, ctx);
  addResources(server, ctx);
  addPrompts(server);
  return server;
}

function addTool(server: McpServer, tool: Tool, ctx: UserContext): void {
  const { title, description, inputSchema, outputSchema, annotations } = tool;
  server.registerTool(
    tool.name,
    { title, description, inputSchema, outputSchema, annotations, scopeChallenge: () => scopeChallenge(tool, ctx.principal) },
    (args) => callTool(tool, args, ctx),
  );
}

async function callTool(tool: Tool, args: Record<string, unknown>, ctx: UserContext): Promise<CallToolResult> {
  try {
    const answer = await tool.run(ctx, args);
    const note = tool.note === undefined ? [] : [{ type: "text" as const, text: tool.note }];
    return { content: [...note, { type: "text", text: JSON.stringify(answer) }], structuredContent: answer };
  } catch (thrown) {
    return toolError(thrown, ctx.requestId);
  }
}

/** A refusal is an answer that the model can act on: what, the code for programs, and the request id for whoever is asked for help. */
function toolError(thrown: unknown, requestId: string): CallToolResult {
  const { code, message, details } = toRefusal(thrown, requestId);
  const error = { error: message, code, ...details, request_id: requestId };
  return { isError: true, content: [{ type: "text", text: JSON.stringify(error) }] };
}
