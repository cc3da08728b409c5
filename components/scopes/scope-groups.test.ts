import { describe, expect, it } from "vitest";
import { builtInScopes, roleReaches, scopesByNameOnly } from "@/lib/contract/scopes";
import { groupScopes, isImplied, presetScopes } from "./scope-groups";

const scopes = Object.entries(builtInScopes).map(([name, { description, lowestRole }]) => ({ name, description, lowest_role: lowestRole, grantable: roleReaches("user", lowestRole) }));

describe("the scope picker", () => {
  it("puts the scopes of one resource together, and what reaches over everything last", () => {
    const groups = groupScopes(scopes);
    expect(groups[0]).toMatchObject({ title: "Agents", scopes: [{ name: "agents:read" }, { name: "agents:write" }] });
    expect(groups.at(-1)?.title).toBe("Admin");
  });

  it("never presets what the role cannot give or what has to be asked for by name", () => {
    const chosen = presetScopes(scopes, "write", scopesByNameOnly);
    expect(chosen).toContain("conversations:write");
    expect(chosen).not.toContain("agents:write");
    for (const name of scopesByNameOnly) expect(chosen).not.toContain(name);
  });

  it("reads only where reading is all that was asked for", () => {
    expect(presetScopes(scopes, "read", scopesByNameOnly).every((name) => name.endsWith(":read"))).toBe(true);
  });

  it("knows what another scope brings along", () => {
    expect(isImplied("agents:read", new Set(["agents:write"]))).toBe(true);
    expect(isImplied("agents:write", new Set(["agents:read"]))).toBe(false);
    expect(isImplied("users:write", new Set(["admin"]))).toBe(true);
    expect(isImplied("admin", new Set(["admin"]))).toBe(false);
  });
});
