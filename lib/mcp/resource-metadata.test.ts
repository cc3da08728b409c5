import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { openHouse, type House } from "@/lib/testing/house";

const wellKnown = "/.well-known/oauth-protected-resource";
const origin = "http://localhost:3000";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("protected resource metadata (RFC 9728, section 3)", () => {
  it.each([wellKnown, `${wellKnown}/`, `${wellKnown}/mcp`, `${wellKnown}/mcp/`])("%s names the MCP server exactly as people type it, and its authorization server", async (path) => {
    const answer = await house.send("GET", path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.json).toEqual({
      resource: `${origin}/mcp`,
      authorization_servers: [origin],
      scopes_supported: ["audit:read", "keys:read", "keys:write", "organizations:read"],
      bearer_methods_supported: ["header"],
      resource_name: "Keyhouse MCP server",
      resource_documentation: `${origin}/docs`,
    });
  });

  it.each(["/api", "/api/v1"])("the REST API has its own at %s", async (path) => {
    const { json } = await house.send("GET", wellKnown + path);
    expect(json).toMatchObject({ resource: origin + path, authorization_servers: [origin] });
    const { scopes_supported } = json as { scopes_supported: string[] };
    expect(scopes_supported).toContain("agents:read");
    expect(scopes_supported).not.toContain("admin");
  });

  it.each(["/mcp", "/api"])("the scopes of %s are some, none of an administrator, and never offline_access", async (path) => {
    const { scopes_supported } = (await house.send("GET", wellKnown + path)).json as { scopes_supported: string[] };
    expect(scopes_supported.length).toBeGreaterThan(0);
    for (const scope of ["admin", "users:read", "users:write", "tokens:verify", "offline_access"]) expect(scopes_supported).not.toContain(scope);
  });

  it.each(["/mcp/unknown", "/elsewhere", "/mcp/../api", "//evil.example/mcp"])("%s is no resource: a plain 404, not a page", async (path) => {
    const answer = await house.send("GET", wellKnown + path);
    // the address is resolved before it arrives
    if (path === "/mcp/../api") return expect((answer.json as { resource: string }).resource).toBe(`${origin}/api`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(answer.text).toBe("Not found\n");
  });

  it("any page may read it, with a preflight that answers 204", async () => {
    const headers = { origin: "https://inspector.example" };
    expect((await house.send("GET", `${wellKnown}/mcp`, { headers })).headers.get("access-control-allow-origin")).toBe("*");
    const preflight = await house.send("OPTIONS", `${wellKnown}/mcp`, { headers: { ...headers, "access-control-request-method": "GET", "access-control-request-headers": "mcp-protocol-version" } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("mcp-protocol-version");
  });

  it("the connection doctor is told who looked where, and where there was nothing", async () => {
    const headers = { "user-agent": "metadata-test/1" };
    await house.send("GET", `${wellKnown}/mcp`, { headers });
    await house.send("GET", `${wellKnown}/mcp/sse`, { headers });
    await connectionRecorder().flush();
    const steps = await db().connectionEvent.findMany({ where: { userAgent: "metadata-test/1" } });
    expect(steps.map(({ step, succeeded, cause }) => `${step} ${succeeded} ${cause}`).toSorted()).toEqual(["discovery false metadata_not_found", "discovery true null"]);
    expect(new Set(steps.map(({ attemptId }) => attemptId)).size).toBe(1);
  });
});
