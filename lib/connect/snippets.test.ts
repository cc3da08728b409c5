import { describe, expect, it } from "vitest";
import { connectGuides } from "./snippets";

const mcpUrl = "https://keys.example.com/mcp";
const own = (title: string) => ({ url: mcpUrl, title, isOwn: true });

describe("the guides", () => {
  it("name every client that people ask for, each with the reader's own address", () => {
    const guides = connectGuides(own("Acme Keys"));
    expect(guides.map(({ client }) => client)).toEqual(["Claude Code", "Claude Desktop", "Cursor", "VS Code", "ChatGPT", "Codex", "Gemini CLI", "Copilot CLI", "OpenCode", "Qwen Code", "MCP Inspector", "Keyhouse CLI", "curl"]);
    for (const { client, steps } of guides) expect(steps.some(({ code }) => code?.includes(mcpUrl)), client).toBe(true);
  });

  it("give JSON that is JSON", () => {
    const blocks = connectGuides(own("Acme Keys")).flatMap(({ steps }) => steps.filter(({ language }) => language === "json"));
    expect(blocks.length).toBeGreaterThan(2);
    for (const { code } of blocks) expect(() => JSON.parse(code!) as unknown).not.toThrow();
  });

  it("for agents of the terminal, are the lines that each of them takes", () => {
    const lines = connectGuides(own("Acme Keys")).flatMap(({ steps }) => steps.flatMap(({ code }) => code ?? []));
    for (const line of [
      "claude mcp login acme-keys",
      `codex mcp add acme-keys --url ${mcpUrl}`,
      "codex mcp login acme-keys",
      `gemini mcp add --transport http acme-keys ${mcpUrl}`,
      "/mcp auth acme-keys",
      `copilot mcp add --transport http acme-keys ${mcpUrl}`,
      "opencode mcp auth acme-keys",
      `qwen mcp add --transport http acme-keys ${mcpUrl}`,
    ]) expect(lines).toContain(line);
  });

  it.each([
    ["Acme Keys", "acme-keys"],
    ["Über & Söhne!", "ber-s-hne"],
    ["鍵", "keyhouse"],
  ])("%s is called %s in clients, which take letters, digits and hyphens alone", (brand, name) => {
    expect(connectGuides(own(brand))[0]!.steps[0]!.code).toBe(`claude mcp add --transport http ${name} ${mcpUrl}`);
  });

  it("for a server behind the gateway, call nothing that it may not have, and name it after its address where its title has no letter that clients take", () => {
    const guides = connectGuides({ url: `${mcpUrl}/everything`, title: "万", isOwn: false });
    expect(guides[0]!.steps[0]!.code).toBe(`claude mcp add --transport http everything ${mcpUrl}/everything`);
    const curl = guides.at(-1)!;
    expect(JSON.stringify(curl)).not.toContain("whoami");
    expect(curl.steps[0]!.code).toContain("/.well-known/oauth-protected-resource/mcp/everything");
    expect(curl.steps[1]!.code).toContain('"method":"initialize"');
  });
});
