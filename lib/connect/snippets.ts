import { cliPackage } from "./cli-snippets";
import type { ConnectGuide } from "./guide";
import { terminalGuides } from "./terminal-snippets";

/** An MCP server: the house's own, or one behind its gateway. */
export type ConnectServer = { url: string; title: string; isOwn: boolean };

/** The guides for a server. Clients list it under its title, in letters that all of them take. */
export function connectGuides(server: ConnectServer): ConnectGuide[] {
  const { url, title } = server;
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || lastSegment(url);
  return [claudeCode(url, name), claudeDesktop(url, name), cursor(url, name), vsCode(url, name), chatGpt(url, title), ...terminalGuides(url, name), inspector(url, name), commandLine(url, name), curl(server)];
}

/** `everything` of /mcp/everything: what a title without any Latin letter leaves. */
const lastSegment = (url: string): string => (/\/mcp\/([a-z0-9][a-z0-9-]*)$/.exec(url)?.[1] ?? "keyhouse");

function claudeCode(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "claude-code",
    client: "Claude Code",
    steps: [
      { text: "Add the server, in any terminal.", code: `claude mcp add --transport http ${name} ${mcpUrl}`, language: "bash" },
      { text: "Sign in. The browser opens: sign in there and allow.", code: `claude mcp login ${name}`, language: "bash" },
      { text: "Or, in Claude Code, type /mcp, choose the server and then Authenticate.", code: "/mcp" },
    ],
    note: "The connection renews itself. Several sessions at once may share it.",
  };
}

function claudeDesktop(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "claude-desktop",
    client: "Claude Desktop",
    steps: [
      { text: "If the server can be reached from the internet: Settings, Connectors, Add custom connector. Paste the address, then press Connect.", code: mcpUrl },
      { text: "If it runs on your own machine or network: Settings, Developer, Edit Config, and start the app again.", code: json({ mcpServers: { [name]: { command: "npx", args: ["-y", "mcp-remote", mcpUrl] } } }), language: "json" },
    ],
    note: "Leave client ID and secret empty: the app registers itself.",
  };
}

function cursor(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "cursor",
    client: "Cursor",
    steps: [
      { text: "Put this into ~/.cursor/mcp.json, or into .cursor/mcp.json of a project.", code: json({ mcpServers: { [name]: { url: mcpUrl } } }), language: "json" },
      { text: "Settings, Tools & MCP: press Connect beside the server. The browser opens: sign in and allow." },
    ],
  };
}

function vsCode(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "vs-code",
    client: "VS Code",
    steps: [
      { text: "Add the server from a terminal,", code: `code --add-mcp '${JSON.stringify({ name, type: "http", url: mcpUrl })}'`, language: "bash" },
      { text: "or put this into .vscode/mcp.json of a project, and press Start above it.", code: json({ servers: { [name]: { type: "http", url: mcpUrl } } }), language: "json" },
      { text: "VS Code asks whether it may sign in: allow it, sign in in the browser, and allow." },
    ],
  };
}

function chatGpt(mcpUrl: string, brandName: string): ConnectGuide {
  return {
    id: "chatgpt",
    client: "ChatGPT",
    steps: [
      { text: "Settings, Apps & Connectors, Advanced settings: switch Developer mode on." },
      { text: `Back in Apps & Connectors press Create. Name: ${brandName}. Authentication: OAuth. MCP server URL:`, code: mcpUrl },
      { text: "Press Create, sign in and allow. In a chat, choose the connector from the + menu." },
    ],
    note: "ChatGPT calls from the internet: the server must be reachable from there, with https.",
  };
}

function inspector(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "inspector",
    client: "MCP Inspector",
    steps: [
      { text: "Start it; it opens in the browser.", code: "npx @modelcontextprotocol/inspector", language: "bash" },
      { text: `Add Servers, Add manually. Server ID: ${name}. Transport: streamable-http. URL:`, code: mcpUrl },
      { text: "Press Add and switch the server on. Sign in and allow: it comes back connected." },
    ],
    note: "On Node older than 22.19 npx starts an earlier version with other pages: there choose Streamable HTTP under Transport Type, put the address in URL and press Connect.",
  };
}

function commandLine(mcpUrl: string, name: string): ConnectGuide {
  const { origin } = new URL(mcpUrl);
  const server = mcpUrl === `${origin}/mcp` ? "" : ` --server ${mcpUrl}`;
  return {
    id: "cli",
    client: "Keyhouse CLI",
    steps: [
      { text: "Writes the file for you: cursor, vs-code, claude-desktop or claude-code.", code: `npx -y ${cliPackage(origin)} mcp add cursor --write --name ${name} --url ${origin}${server}`, language: "bash" },
      { text: "Why does a client not connect?", code: `npx -y ${cliPackage(origin)} login --url ${origin}\nnpx -y ${cliPackage(origin)} doctor ${mcpUrl} --url ${origin}`, language: "bash" },
    ],
  };
}

function curl({ url: mcpUrl, isOwn }: ConnectServer): ConnectGuide {
  const { origin } = new URL(mcpUrl);
  return {
    id: "curl",
    client: "curl",
    steps: [
      { text: "See what a client sees: the challenge, and the metadata that it points to.", code: `curl -i -X POST ${mcpUrl}\ncurl ${origin}/.well-known/oauth-protected-resource${new URL(mcpUrl).pathname}\ncurl ${origin}/.well-known/oauth-authorization-server`, language: "bash" },
      isOwn
        ? { text: "Call a tool with an access token for this server.", code: curlCall(mcpUrl, whoami), language: "bash" }
        : { text: "Begin as a client does, with an access token for this server or an API key. A session begins with it where the answer has an Mcp-Session-Id: send that with what follows.", code: curlCall(mcpUrl, initialize), language: "bash" },
    ],
    note: isOwn
      ? "A token comes from one of the ways above, or from the device flow. API keys are accepted here only where the operator has set MCP_ALLOW_API_KEYS=true."
      : "Where no browser is at hand, as in CI, an API key takes the place of signing in: most clients let you add the header Authorization: Bearer with the key.",
  };
}

const whoami = { method: "tools/call", params: { name: "whoami", arguments: {} } };
const initialize = { method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "curl", version: "1" } } };

function curlCall(mcpUrl: string, message: object): string {
  const headers = ["Authorization: Bearer $ACCESS_TOKEN", "Content-Type: application/json", "Accept: application/json, text/event-stream", "MCP-Protocol-Version: 2025-11-25"];
  return [`curl -i ${mcpUrl}`, ...headers.map((header) => `-H "${header}"`), `-d '${JSON.stringify({ jsonrpc: "2.0", id: 1, ...message })}'`].join(" \\\n  ");
}

const json = (value: object): string => JSON.stringify(value, undefined, 2);
