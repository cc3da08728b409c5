import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig, setConfig } from "@/lib/env/config";
import { setGatewayTable, type GatewayTable } from "@/lib/gateway/table";
import { canonicalResource, portalResources } from "@/lib/resources";
import { chooseResource } from "./choose-resource";

beforeAll(() => {
  setConfig(parseConfig({ PUBLIC_URL: "https://keys.example.com", API_URL: "https://api.example.com" }));
  setGatewayTable({ all: () => [{ resource: "https://keys.example.com/mcp/tools" }] } as unknown as GatewayTable);
});

describe("the canonical form of a resource (RFC 8707, section 2)", () => {
  it.each([
    ["https://keys.example.com/mcp", "https://keys.example.com/mcp"],
    ["https://keys.example.com/mcp/", "https://keys.example.com/mcp"],
    ["HTTPS://KEYS.Example.COM/mcp", "https://keys.example.com/mcp"],
    ["https://keys.example.com", "https://keys.example.com"],
    ["https://keys.example.com/", "https://keys.example.com"],
    ["https://keys.example.com:443/mcp", "https://keys.example.com/mcp"],
    ["https://keys.example.com/MCP", "https://keys.example.com/MCP"],
    ["https://keys.example.com/mcp//", "https://keys.example.com/mcp/"],
    ["https://keys.example.com/mcp?a=1", "https://keys.example.com/mcp?a=1"],
  ])("%s is %s", (text, canonical) => expect(canonicalResource(text)).toBe(canonical));

  it.each(["https://keys.example.com/mcp#top", "https://keys.example.com/mcp#", "/mcp", "keys.example.com/mcp", "urn:mcp", "https://ada@keys.example.com/mcp", "https://keys.example.com\\mcp", "https:///mcp x", ""])(
    "%j MUST NOT be one: it is not an absolute address without a fragment",
    (text) => expect(canonicalResource(text)).toBeUndefined(),
  );
});

describe("the resource of a token", () => {
  const client = { resources: [] as string[] };

  it("is our own MCP server where none was asked for", async () => {
    expect(await chooseResource(client, [])).toBe("https://keys.example.com/mcp");
  });

  it("is the client's only one where none was asked for", async () => {
    expect(await chooseResource({ resources: ["https://keys.example.com/api"] }, [])).toBe("https://keys.example.com/api");
    expect(await chooseResource({ resources: ["https://keys.example.com/api", "https://keys.example.com"] }, [])).toBe("https://keys.example.com/mcp");
  });

  it("is one that was asked for in any spelling, in its canonical form, also when it is asked for twice", async () => {
    expect(await chooseResource(client, ["https://KEYS.example.com/mcp/", "https://keys.example.com/mcp"])).toBe("https://keys.example.com/mcp");
    for (const resource of portalResources()) expect(await chooseResource(client, [`${resource}/`])).toBe(resource);
  });

  it.each([
    ["another server's", ["https://evil.example/mcp"]],
    ["a path of ours that is none", ["https://keys.example.com/mcp/other"]],
    ["one with a fragment", ["https://keys.example.com/mcp#x"]],
    ["two at once", ["https://keys.example.com/mcp", "https://keys.example.com/api"]],
    ["a look-alike", ["https://keys.example.com.evil.example/mcp"]],
  ])("RFC 8707, section 2: %s is invalid_target", async (_title, asked) => {
    await expect(chooseResource(client, asked)).rejects.toMatchObject({ code: "invalid_target", status: 400 });
  });

  it("may be what stands behind the gateway, and nothing beside or below it", async () => {
    expect(await chooseResource(client, ["https://keys.example.com/mcp/tools/"])).toBe("https://keys.example.com/mcp/tools");
    for (const other of ["https://keys.example.com/mcp/others", "https://keys.example.com/mcp/tools/more"]) await expect(chooseResource(client, [other])).rejects.toMatchObject({ code: "invalid_target" });
  });

  it("is never one that the client is not registered for", async () => {
    await expect(chooseResource({ resources: ["https://keys.example.com/api"] }, ["https://keys.example.com/mcp"])).rejects.toMatchObject({ code: "invalid_target" });
  });
});
