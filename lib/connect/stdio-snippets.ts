import type { ConnectGuide } from "./guide";

/** A house as somebody sees it who starts its stdio server. */
export type StdioHouse = { publicUrl: string; brandName: string };

/** How MCP clients start the stdio server of this house, with lines that can be copied as they are. */
export function stdioGuides(house: StdioHouse): ConnectGuide[] {
  return [claudeDesktop(house), claudeCode(house), cursor(house), vsCode(house), terminal(house)];
}

/** The package as the house itself gives it out. */
export const stdioPackage = ({ publicUrl }: StdioHouse): string => `${publicUrl}/packages/keyhouse-mcp.tgz`;

function claudeDesktop(house: StdioHouse): ConnectGuide {
  const env = { API_BASE_URL: house.publicUrl, NAME: "your-username", PASSWORD: "your-password", INSTANCE: "desktop" };
  return {
    id: "claude-desktop",
    client: "Claude Desktop",
    steps: [
      { text: "Settings, Developer, Edit Config. Put this in, with your own username and password.", code: json({ mcpServers: { [nameOf(house)]: { ...command(house), env } } }), language: "json" },
      { text: "Nobody else should read that file.", code: 'chmod 600 "$HOME/Library/Application Support/Claude/claude_desktop_config.json"', language: "bash" },
      { text: "Start the app again. What the server says is under Settings, Developer, Open Logs." },
    ],
    note: "Instead of NAME and PASSWORD: API_TOKEN with an API key that has only the scopes which the work needs.",
  };
}

function claudeCode(house: StdioHouse): ConnectGuide {
  return {
    id: "claude-code",
    client: "Claude Code",
    steps: [
      {
        text: "Add the server, in a terminal where API_TOKEN is an API key of yours.",
        code: `claude mcp add --transport stdio ${nameOf(house)} --env API_BASE_URL=${house.publicUrl} --env API_TOKEN=$API_TOKEN -- npx -y ${stdioPackage(house)}`,
        language: "bash",
      },
    ],
  };
}

function cursor(house: StdioHouse): ConnectGuide {
  const env = { API_BASE_URL: house.publicUrl, NAME: "${env:KEYHOUSE_USERNAME}", PASSWORD: "${env:KEYHOUSE_PASSWORD}", INSTANCE: "cursor" };
  return {
    id: "cursor",
    client: "Cursor",
    steps: [
      { text: "Put this into ~/.cursor/mcp.json, or into .cursor/mcp.json of a project: the file holds no secret.", code: json({ mcpServers: { [nameOf(house)]: { ...command(house), env } } }), language: "json" },
      { text: "Set the two variables in the environment that Cursor is started in, and start it.", code: "export KEYHOUSE_USERNAME=your-username\nexport KEYHOUSE_PASSWORD=your-password", language: "bash" },
    ],
  };
}

function vsCode(house: StdioHouse): ConnectGuide {
  const password = { type: "promptString", id: "keyhouse-password", description: `Password at ${house.brandName}`, password: true };
  const env = { API_BASE_URL: house.publicUrl, NAME: "your-username", PASSWORD: "${input:keyhouse-password}", INSTANCE: "vs-code" };
  return {
    id: "vs-code",
    client: "VS Code",
    steps: [{ text: "Put this into .vscode/mcp.json of a project, with your own username. VS Code asks for the password once and keeps it itself.", code: json({ inputs: [password], servers: { [nameOf(house)]: { type: "stdio", ...command(house), env } } }), language: "json" }],
  };
}

function terminal(house: StdioHouse): ConnectGuide {
  return {
    id: "terminal",
    client: "A terminal",
    steps: [
      { text: "Set the server and your account.", code: `export API_BASE_URL=${house.publicUrl} NAME=your-username\nread -rs PASSWORD && export PASSWORD`, language: "bash" },
      { text: "Ask for the tools by hand,", code: `echo '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' | npx -y ${stdioPackage(house)}`, language: "bash" },
      { text: "or with the MCP Inspector.", code: `npx -y @modelcontextprotocol/inspector --cli npx -y ${stdioPackage(house)} --method tools/list`, language: "bash" },
    ],
  };
}

const command = (house: StdioHouse) => ({ command: "npx", args: ["-y", stdioPackage(house)] });

/** Letters, digits and hyphens: all that every client takes. */
const nameOf = ({ brandName }: StdioHouse): string => brandName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || "keyhouse";

const json = (value: object): string => JSON.stringify(value, undefined, 2);
