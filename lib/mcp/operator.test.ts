import { afterEach, describe, expect, it } from "vitest";
import { askMcp, rpc } from "@/lib/testing/ask-mcp";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
afterEach(() => house.close());

const keyOf = async (person: Person, scopes: string[]) => ((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "x", scopes } })).json as { key: string }).key;
const toolNames = async (sent: { apiKey?: string }) => ((await askMcp({ ...sent, body: rpc("tools/list") })).json as { result: { tools: { name: string }[] } }).result.tools.map(({ name }) => name);

describe("MCP_ALLOW_API_KEYS=true", () => {
  it("lets keys in, in either header, with their scopes; tokens for something else stay outside", async () => {
    house = await openHouse({ MCP_ALLOW_API_KEYS: "true" });
    const person = await house.signUp();
    const apiKey = await keyOf(person, ["keys:read"]);
    expect((await askMcp({ token: apiKey })).status).toBe(200);
    expect((await askMcp({ apiKey })).status).toBe(200);
    const names = await toolNames({ apiKey });
    expect(names).toContain("list_api_keys");
    // a key never makes or changes credentials, and cannot ask for more scopes
    expect(names).not.toContain("create_api_key");
    expect(names).not.toContain("search_audit_log");
    expect((await askMcp({ token: (await connectApp(person, { resource: "http://localhost:3000/api" })).token })).status).toBe(401);
  });
});

describe("MCP_ALLOWED_ORIGINS", () => {
  it("lets scripts of the named pages call, and of no others", async () => {
    house = await openHouse({ MCP_ALLOWED_ORIGINS: "https://inspector.example" });
    const { token } = await connectApp(await house.signUp());
    expect((await askMcp({ token, headers: { origin: "https://inspector.example" } })).status).toBe(200);
    expect((await askMcp({ token, headers: { origin: "https://other.example" } })).status).toBe(403);
  });
});

describe("ENABLE_AUTH=false", () => {
  it("answers programs on this machine as an administrator, and no page but its own", async () => {
    house = await openHouse({ ENABLE_AUTH: "false" });
    expect((await askMcp()).status).toBe(200);
    expect(await toolNames({})).toContain("verify_credential");
    expect((await askMcp({ headers: { origin: "http://localhost:3000" } })).status).toBe(200);
    for (const origin of ["http://localhost:5173", "http://127.0.0.1:6274", "https://evil.example", "null", "chrome-extension://abc"]) expect((await askMcp({ headers: { origin } })).status, origin).toBe(403);
    expect((await askMcp({ token: "bad" })).status).toBe(401);
  });
});

describe("PUBLIC_URL and BRAND_NAME", () => {
  it("are what challenge and metadata say, whatever the request says about its own address", async () => {
    house = await openHouse({ PUBLIC_URL: "https://keys.example.com", API_URL: "https://api.example.com", BRAND_NAME: "Acme", SETUP_TOKEN: "a-token-for-the-setup" });
    const headers = { host: "keys.example.com", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", forwarded: "host=evil.example" };
    const answer = await askMcp({ headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain('resource_metadata="https://keys.example.com/.well-known/oauth-protected-resource/mcp"');
    const metadata = await house.send("GET", "/.well-known/oauth-protected-resource/mcp", { headers });
    expect(metadata.json).toMatchObject({ resource: "https://keys.example.com/mcp", authorization_servers: ["https://keys.example.com"], resource_name: "Acme MCP server" });
    expect((await askMcp({ headers: { host: "api.example.com" } })).status).toBe(401);
    expect((await askMcp({ headers: { host: "evil.example" } })).status).toBe(403);
  });
});
