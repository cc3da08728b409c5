import { send, type Answered, type Sent } from "./send";

export const rpc = (method: string, params: object = {}) => ({ jsonrpc: "2.0", id: 1, method, params });
export const toolCall = (name: string, args: object = {}) => rpc("tools/call", { name, arguments: args });

/** One request to the MCP server as a program sends it: to our own host, without an Origin; `whoami` where no body is given. */
export function askMcp(sent: Sent = {}, method = "POST", path = "/mcp"): Promise<Answered> {
  const body = method === "POST" ? { body: toolCall("whoami") } : {};
  return send(method, path, { ...body, ...sent, headers: { host: "localhost:3000", "mcp-protocol-version": "2025-11-25", ...sent.headers } });
}
