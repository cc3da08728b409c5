import { describe, expect, it } from "vitest";
import type { GatewayRule } from "@/lib/contract/protected-apis";
import { decide, type AskedBy } from "./decide";

const rules: GatewayRule[] = [
  { methods: ["GET"], path: "/**", scope: "agents:read" },
  { methods: ["POST"], path: "/agents", layer: 2, roles: ["developer"], groups: ["platform"] },
  { methods: ["GET"], path: "/health", layer: 0 },
];
const api = { rules, tools: undefined, isMcp: false };
const nobody: AskedBy = { as: "nobody", scopes: [], role: "user", groups: [] };
const key: AskedBy = { ...nobody, as: "key" };
const person: AskedBy = { ...nobody, as: "person" };

describe("what the tester says the gateway would answer", () => {
  it.each([
    ["nobody gets in where everybody may", { method: "GET", path: "/health" }, nobody, { outcome: "passes", rule: 2 }],
    ["nobody is asked for a credential elsewhere", { method: "GET", path: "/x" }, nobody, { outcome: "401", rule: 0 }],
    ["nobody is asked for a credential where no rule is, too", { method: "DELETE", path: "/x" }, nobody, { outcome: "401" }],
    ["a key without the scope", { method: "GET", path: "/x" }, key, { outcome: "403", rule: 0, why: "The scope agents:read is missing" }],
    ["a key whose scope brings the one that is asked for", { method: "GET", path: "/x" }, { ...key, scopes: ["agents:write"] }, { outcome: "passes", rule: 0 }],
    ["a method that no rule names", { method: "DELETE", path: "/x" }, { ...key, scopes: ["admin"] }, { outcome: "403", why: "No rule allows it" }],
    ["a key where a person has to sign in", { method: "POST", path: "/agents" }, key, { outcome: "403", rule: 1, why: "Only a person who signed in may" }],
    ["an app where a person has to sign in", { method: "POST", path: "/agents" }, { ...key, as: "app" }, { outcome: "403", rule: 1 }],
    ["a role that is too low", { method: "POST", path: "/agents" }, person, { outcome: "403", rule: 1, why: "The role user is too low" }],
    ["a stronger role outside the group", { method: "POST", path: "/agents" }, { ...person, role: "admin" }, { outcome: "403", rule: 1, why: "The person is not in the group platform" }],
    ["role and group", { method: "POST", path: "/agents" }, { ...person, role: "admin", groups: ["platform"] }, { outcome: "passes", rule: 1 }],
    ["a path that another server could read otherwise", { method: "GET", path: "/HEALTH" }, { ...key, scopes: ["agents:read"] }, { outcome: "400" }],
  ] as const)("%s", (_title, asked, by, expected) => {
    expect(decide(api, asked, by)).toMatchObject(expected);
  });

  it("an MCP server asks for a credential even where its rule says everybody, and then looks at the tool", () => {
    const server = { rules: [{ methods: ["*"], path: "/**", layer: 0 }] satisfies GatewayRule[], tools: [{ name: "read_*" }, { name: "read_secrets", groups: ["platform"] }], isMcp: true };
    const call = (tool: string, by: AskedBy) => decide(server, { method: "POST", path: "/", tool }, by);
    expect(call("read_map", nobody)).toMatchObject({ outcome: "401" });
    expect(call("read_map", key)).toEqual({ outcome: "passes", rule: 0, tool: 0 });
    expect(call("read_secrets", key)).toMatchObject({ outcome: "403", tool: 1 });
    expect(decide({ ...server, rules: [{ methods: ["*"], path: "/**", layer: 2 }] }, { method: "POST", path: "/", tool: "read_map" }, { ...key, as: "app" })).toMatchObject({ outcome: "passes" });
    expect(decide({ ...server, rules: [{ methods: ["*"], path: "/**", layer: 2 }] }, { method: "POST", path: "/", tool: "read_map" }, key)).toMatchObject({ outcome: "403", why: "A key or token is not enough" });
    expect(call("write_map", key)).toMatchObject({ outcome: "403", why: "No rule names the tool write_map" });
  });
});
