import type { ConnectGuide } from "./guide";

/** Agents of the terminal. Each line was run as it stands: docs/clients.md says in which version. */
export function terminalGuides(mcpUrl: string, name: string): ConnectGuide[] {
  return [codex(mcpUrl, name), geminiCli(mcpUrl, name), copilotCli(mcpUrl, name), openCode(mcpUrl, name), qwenCode(mcpUrl, name)];
}

function codex(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "codex",
    client: "Codex",
    steps: [
      { text: "Add the server. The browser opens at once: sign in and allow.", code: `codex mcp add ${name} --url ${mcpUrl}`, language: "bash" },
      { text: "To sign in again, for instance after you have disconnected it:", code: `codex mcp login ${name}`, language: "bash" },
    ],
  };
}

function geminiCli(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "gemini-cli",
    client: "Gemini CLI",
    steps: [
      { text: "Add the server, in the folder of your project.", code: `gemini mcp add --transport http ${name} ${mcpUrl}`, language: "bash" },
      { text: "In Gemini CLI, type this and choose Yes. The browser opens: sign in and allow.", code: `/mcp auth ${name}` },
    ],
    note: "It asks for every scope that exists here. Leave only those that you want on the page where you allow it.",
  };
}

function copilotCli(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "copilot-cli",
    client: "Copilot CLI",
    steps: [
      { text: "Add the server.", code: `copilot mcp add --transport http ${name} ${mcpUrl}`, language: "bash" },
      { text: "Start Copilot. The browser opens: sign in and allow. If it does not, type this.", code: `/mcp auth ${name}` },
    ],
  };
}

function openCode(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "opencode",
    client: "OpenCode",
    steps: [
      { text: "Put this into opencode.json of a project, or into ~/.config/opencode/opencode.json.", code: JSON.stringify({ mcp: { [name]: { type: "remote", url: mcpUrl } } }, undefined, 2), language: "json" },
      { text: "Sign in. The browser opens.", code: `opencode mcp auth ${name}`, language: "bash" },
    ],
  };
}

function qwenCode(mcpUrl: string, name: string): ConnectGuide {
  return {
    id: "qwen-code",
    client: "Qwen Code",
    steps: [
      { text: "Add the server.", code: `qwen mcp add --transport http ${name} ${mcpUrl}`, language: "bash" },
      { text: "In Qwen Code, type /mcp, choose the server and then Authenticate. The browser opens: sign in and allow.", code: "/mcp" },
    ],
  };
}
