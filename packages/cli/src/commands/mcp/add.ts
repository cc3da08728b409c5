import type { Context } from "../../context";
import { usageFailure } from "../../failure";
import { clientNames, mcpClients, type Connection, type McpClientName } from "../../mcp-clients/clients";
import { readEntries, writeEntry } from "../../mcp-clients/write-entry";
import { confirm } from "../../output/ask";
import { confirmOption, type Command } from "../../parsing/command";
import type { Values } from "../../parsing/values";

export const mcpAdd: Command = {
  name: "mcp add",
  summary: "Show or write the configuration of an MCP client",
  details: "Over HTTP the client signs in by itself, in the browser. With --stdio it starts keyhouse mcp serve, which uses the login of this command line.",
  arguments: [{ name: "client", description: "Which client", values: clientNames }],
  options: {
    stdio: { type: "flag", description: "Through this command line, with its login" },
    name: { type: "text", placeholder: "NAME", description: "What the client lists it under (keyhouse)" },
    server: { type: "text", placeholder: "URL", description: "Another MCP server, such as one behind the gateway (URL/mcp)" },
    write: { type: "flag", description: "Write it into the file that the client reads" },
    ...confirmOption,
  },
  examples: [
    ["keyhouse mcp add claude-code", "The line that connects Claude Code"],
    ["keyhouse mcp add cursor --write", "Into ~/.cursor/mcp.json"],
  ],
  async run(context, values) {
    const client = mcpClients[values.argument("client") as McpClientName];
    const connection = await readConnection(context, values);
    const { terminal, world } = context;
    const entry = { path: client.file(world), member: client.member, name: connection.name, value: client.entry(connection) };
    const shown = { [client.member]: { [entry.name]: entry.value } };
    if (values.flag("write")) {
      const { document, isOther } = await readEntries(entry);
      if (isOther) await confirm(world, terminal, `${entry.path} names another server ${JSON.stringify(entry.name)}. Replace it?`, values.flag("yes"));
      await writeEntry(entry, document);
      if (terminal.isJson) return terminal.json(shown);
      return terminal.print(`${entry.path} names ${entry.name}.${connection.overStdio ? "" : ` ${client.afterwards}`}`);
    }
    if (terminal.isJson) return terminal.json(shown);
    const command = client.command?.(connection);
    terminal.note(command === undefined ? `Put this into ${entry.path}:` : `Run this, or put the entry into ${entry.path} with --write:`);
    terminal.print(command ?? JSON.stringify(shown, undefined, 2));
    if (!connection.overStdio) terminal.note(client.afterwards);
  },
};

async function readConnection(context: Context, values: Values): Promise<Connection> {
  const url = await context.url();
  const [name, server, overStdio] = [values.text("name") ?? "keyhouse", values.text("server"), values.flag("stdio")];
  if (!/^[A-Za-z0-9][\w-]{0,63}$/.test(name)) throw usageFailure(`--name must be letters, digits, hyphens and underscores, not ${JSON.stringify(name)}`);
  if (server === undefined) return { name, url, overStdio, mcpUrl: `${url}/mcp` };
  if (overStdio) throw usageFailure("--stdio offers the tools of the Keyhouse server itself; --server is for connections over HTTP.");
  // it ends up in a line that is pasted into a shell
  if (!/^https?:\/\/[\w.:/[\]%~-]+$/.test(server) || !URL.canParse(server)) throw usageFailure(`--server must be the address of an MCP server, not ${JSON.stringify(server)}`);
  return { name, url, overStdio, mcpUrl: server };
}
