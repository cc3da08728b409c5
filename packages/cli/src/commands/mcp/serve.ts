import type { Readable, Writable } from "node:stream";
import { exchangedToken, serveStdio } from "@keyhouse/mcp";
import type { Client } from "@keyhouse/client";
import type { Context } from "../../context";
import type { Command } from "../../parsing/command";

export const mcpServe: Command = {
  name: "mcp serve",
  summary: "Offer the server's MCP tools over standard input and output, with the login of this command line",
  details: "MCP clients start it: keyhouse mcp add CLIENT --stdio shows how. Standard output belongs to the protocol.",
  examples: [["keyhouse mcp serve --url https://keys.example.com", "What an MCP client runs"]],
  async run(context) {
    const { world, terminal } = context;
    const client = await signedInForMcp(context);
    // a login that has ended shows at once, and not in the middle of somebody's work
    await client.token();
    terminal.note(`Serving the tools of ${client.baseUrl}/mcp. Ends with its input.`);
    await serveStdio({
      fetch: client.fetch,
      input: world.stdin as unknown as Readable,
      output: world.stdout as unknown as Writable,
      signal: world.interrupted,
      onFailure: (method, error) => terminal.note(`${method} failed: ${error instanceof Error ? error.message : String(error)}`),
    });
  },
};

/** A login is good at the MCP server as it is; a key is exchanged for a token that is good there and nowhere else (RFC 8693). */
async function signedInForMcp(context: Context): Promise<Client> {
  const origin = await context.origin();
  const token = origin === "KEYHOUSE_TOKEN" ? context.world.env["KEYHOUSE_TOKEN"]!.trim() : origin === "api.token" ? (await context.host()).token : undefined;
  return token === undefined ? context.client() : context.clientWith(exchangedToken(token));
}
