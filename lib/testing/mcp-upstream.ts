import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

type Message = { id?: number; method?: string; params?: { name?: string } };
export type McpTold = { method: string; url: string; headers: IncomingHttpHeaders; messages: Message[] };

export type McpUpstream = {
  listener(request: IncomingMessage, response: ServerResponse): void;
  /** What it was told, in order. */
  told: McpTold[];
  /** The names of the tools that were called. */
  called(): string[];
  /** Streams that are open by GET. */
  open: Set<ServerResponse>;
  /** Answers to POST come as events from now on. */
  useEvents: boolean;
  hasSessions: boolean;
};

/** An MCP server of a few tools, as simple as one can be: it does whatever it is asked, and remembers it. */
export function mcpUpstream(tools: readonly string[]): McpUpstream {
  let sessions = 0;
  const upstream: McpUpstream = { listener, told: [], open: new Set(), useEvents: false, hasSessions: true, called: () => upstream.told.flatMap(({ messages }) => messages.filter(({ method }) => method === "tools/call").map(({ params }) => params!.name!)) };

  function listener(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const parsed = (text === "" ? [] : JSON.parse(text)) as Message | Message[];
      const messages = [parsed].flat();
      upstream.told.push({ method: request.method!, url: request.url!, headers: request.headers, messages });
      if (request.method === "GET") return listen(response);
      if (request.method === "DELETE") return void response.writeHead(200).end();
      const answers = messages.filter(({ id, method }) => id !== undefined && method !== undefined).map(answerTo);
      if (upstream.hasSessions && messages.some(({ method }) => method === "initialize")) response.setHeader("mcp-session-id", `upstream-${++sessions}`);
      if (answers.length === 0) return void response.writeHead(202).end();
      const body = Array.isArray(parsed) ? answers : answers[0];
      if (upstream.useEvents) return void response.writeHead(200, { "content-type": "text/event-stream" }).end(`event: message\nid: 1\ndata: ${JSON.stringify(body)}\n\n`);
      response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "https://upstream.example", "set-cookie": "a=b" }).end(JSON.stringify(body));
    });
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\n");
    upstream.open.add(response);
    response.once("close", () => upstream.open.delete(response));
  }

  function answerTo({ id, method, params }: Message): object {
    if (method === "initialize") return { jsonrpc: "2.0", id, result: { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "upstream", version: "1" } } };
    if (method === "tools/list") return { jsonrpc: "2.0", id, result: { tools: tools.map((name) => ({ name, inputSchema: { type: "object" } })) } };
    if (method === "tools/call") return { jsonrpc: "2.0", id, result: { content: [{ type: "text", text: `called ${params!.name}` }] } };
    return { jsonrpc: "2.0", id, result: {} };
  }
  return upstream;
}
