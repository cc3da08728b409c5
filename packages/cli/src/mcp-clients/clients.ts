import { join } from "node:path";
import type { World } from "../world";

export const clientNames = ["claude-code", "claude-desktop", "cursor", "vs-code"] as const;
export type McpClientName = (typeof clientNames)[number];

/** How the client reaches the server: by HTTP, signing in in the browser, or through this command line and its login. */
export type Connection = { name: string; mcpUrl: string; url: string; overStdio: boolean };

export type McpClient = {
  title: string;
  /** The file that it reads. */
  file(world: World): string;
  /** The member of the file that holds its servers. */
  member: "mcpServers" | "servers";
  entry(connection: Connection): object;
  /** One line for a terminal that does the same, where the client has one. */
  command?(connection: Connection): string;
  /** What remains to be done. */
  afterwards: string;
};

const stdio = ({ url }: Connection) => ({ command: "keyhouse", args: ["mcp", "serve", "--url", url] });

export const mcpClients: Record<McpClientName, McpClient> = {
  "claude-code": {
    title: "Claude Code",
    file: ({ cwd }) => join(cwd, ".mcp.json"),
    member: "mcpServers",
    entry: (connection) => (connection.overStdio ? { type: "stdio", ...stdio(connection) } : { type: "http", url: connection.mcpUrl }),
    command: (connection) => (connection.overStdio ? `claude mcp add ${connection.name} -- keyhouse mcp serve --url ${connection.url}` : `claude mcp add --transport http ${connection.name} ${connection.mcpUrl}`),
    afterwards: "In Claude Code type /mcp, choose the server and then Authenticate.",
  },
  "claude-desktop": {
    title: "Claude Desktop",
    file: desktopFile,
    member: "mcpServers",
    entry: (connection) => (connection.overStdio ? stdio(connection) : { command: "npx", args: ["-y", "mcp-remote", connection.mcpUrl] }),
    afterwards: "Start Claude Desktop again.",
  },
  cursor: {
    title: "Cursor",
    file: ({ home }) => join(home, ".cursor", "mcp.json"),
    member: "mcpServers",
    entry: (connection) => (connection.overStdio ? stdio(connection) : { url: connection.mcpUrl }),
    afterwards: "In Cursor, Settings, Tools & MCP: press Connect beside the server.",
  },
  "vs-code": {
    title: "VS Code",
    file: ({ cwd }) => join(cwd, ".vscode", "mcp.json"),
    member: "servers",
    entry: (connection) => (connection.overStdio ? { type: "stdio", ...stdio(connection) } : { type: "http", url: connection.mcpUrl }),
    command: (connection) => `code --add-mcp '${JSON.stringify({ name: connection.name, ...(connection.overStdio ? stdio(connection) : { type: "http", url: connection.mcpUrl }) })}'`,
    afterwards: "Press Start above the server in that file, and allow VS Code to sign in.",
  },
};

function desktopFile({ platform, home, env }: World): string {
  const folder = platform === "darwin" ? join(home, "Library", "Application Support") : platform === "win32" ? (env["APPDATA"] ?? join(home, "AppData", "Roaming")) : join(home, ".config");
  return join(folder, "Claude", "claude_desktop_config.json");
}
