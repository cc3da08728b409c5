import { expect, it } from "vitest";
import { stdioGuides } from "./stdio-snippets";

const house = { publicUrl: "https://keys.example.com", brandName: "Acme Keys" };

it("every guide names the reader's own house and the package that it gives out", () => {
  for (const { client, steps } of stdioGuides(house)) {
    const text = steps.map(({ code }) => code).join("\n");
    expect(text, client).toContain("https://keys.example.com/packages/keyhouse-mcp.tgz");
    expect(text, client).toMatch(/API_BASE_URL\W+https:\/\/keys\.example\.com\b/);
  }
});

it("what is meant to be JSON is, and starts the program as the client wants it", () => {
  const blocks = stdioGuides(house).flatMap(({ steps }) => steps.filter(({ language }) => language === "json"));
  expect(blocks).toHaveLength(3);
  for (const { code } of blocks) {
    const { mcpServers, servers } = JSON.parse(code!) as Record<"mcpServers" | "servers", Record<string, object>>;
    expect((mcpServers ?? servers)["acme-keys"]).toMatchObject({ command: "npx", args: ["-y", "https://keys.example.com/packages/keyhouse-mcp.tgz"], env: { API_BASE_URL: "https://keys.example.com" } });
  }
});
