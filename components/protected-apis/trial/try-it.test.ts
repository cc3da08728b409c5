import { describe, expect, it } from "vitest";
import type { GatewayRule } from "@/lib/contract/protected-apis";
import { trialLines } from "./try-it";

const url = "https://keys.example.com/api/agents";
const linesOf = (...rules: GatewayRule[]) => trialLines({ url, rules, tools: undefined, is_mcp_server: false });

describe("the lines to try an API with", () => {
  it("show a refusal and a call that the first readable rule lets in", () => {
    const lines = linesOf({ methods: ["POST"], path: "/**", scope: "agents:write" }, { methods: ["GET"], path: "/agents/*", scope: "agents:read" });
    expect(lines).toBe(`# without a credential: 401\ncurl -i ${url}/agents/1\n\n# a key, token or app with agents:read: the answer of your API\ncurl -i ${url}/agents/1 \\\n  -H "X-API-Key: YOUR_KEY"`);
  });

  it("promise no refusal where everybody gets in, and no key where a person has to sign in", () => {
    expect(linesOf({ methods: ["*"], path: "/status", layer: 0 })).toBe(`# open to everybody: the answer of your API\ncurl -i ${url}/status`);
    expect(linesOf({ methods: ["DELETE"], path: "/**", layer: 2 })).toContain(`curl -i -X DELETE ${url} \\\n  -H "Authorization: Bearer YOUR_SESSION_TOKEN"`);
  });

  it("name an MCP server by its own name", () => {
    expect(trialLines({ url: "https://keys.example.com/mcp/maps", rules: [{ methods: ["*"], path: "/**" }], tools: undefined, is_mcp_server: true })).toContain("claude mcp add --transport http maps https://keys.example.com/mcp/maps");
  });
});
