import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestReport } from "@/lib/contract/doctor";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown } | ((request: IncomingMessage) => Answer);
type Site = Record<string, Answer>;

let house: House;
let person: Person;
let server: TestHttpServer;
let site: Site = {};

beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp();
  server = await startHttpServer((request, response) => serve(request, response));
});
afterAll(async () => {
  await server.close();
  await house.close();
});
beforeEach(() => setLimiter(new Limiter()));

function serve(request: IncomingMessage, response: ServerResponse): void {
  let answer = site[`${request.method} ${request.url}`] ?? site[request.url ?? ""] ?? { status: 404 };
  while (typeof answer === "function") answer = answer(request);
  response.writeHead(answer.status ?? 200, { "content-type": "application/json", "access-control-allow-origin": "*", ...answer.headers });
  response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
}

const challenge = (request: IncomingMessage): Answer => ({
  status: 401,
  headers: { "www-authenticate": `Bearer ${request.headers.authorization ? 'error="invalid_token", ' : ""}resource_metadata="${server.origin}/.well-known/oauth-protected-resource/mcp"` },
});

/** A server as it should be. */
function goodSite(): Site {
  const { origin } = server;
  const resource = { resource: `${origin}/mcp`, authorization_servers: [origin], scopes_supported: ["notes:read"] };
  return {
    "/mcp": challenge,
    "OPTIONS /mcp": { status: 204 },
    "/.well-known/oauth-protected-resource/mcp": { body: resource },
    "/.well-known/oauth-protected-resource": { body: resource },
    "/.well-known/oauth-authorization-server": {
      body: {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        registration_endpoint: `${origin}/register`,
        jwks_uri: `${origin}/jwks`,
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["none"],
        scopes_supported: ["notes:read", "offline_access"],
        authorization_response_iss_parameter_supported: true,
      },
    },
    "POST /token": { status: 401, headers: { "cache-control": "no-store" }, body: { error: "invalid_client" } },
    "/jwks": { body: { keys: [] } },
  };
}

async function test(changes: Site = {}, path = "/mcp"): Promise<TestReport> {
  site = { ...goodSite(), ...changes };
  const answer = await house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url: `${server.origin}${path}` } });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as TestReport;
}
const of = (report: TestReport, severity: string) => report.findings.filter((finding) => finding.severity === severity).map(({ check }) => check);
const metadata = (members: object): Site => ({ "/.well-known/oauth-authorization-server": { body: { ...(goodSite()["/.well-known/oauth-authorization-server"] as { body: object }).body, ...members } } });
const resource = (members: object): Site => {
  const body = { ...(goodSite()["/.well-known/oauth-protected-resource"] as { body: object }).body, ...members };
  return { "/.well-known/oauth-protected-resource/mcp": { body }, "/.well-known/oauth-protected-resource": { body } };
};

describe("testing an MCP server", () => {
  it("finds nothing to say against one that is as it should be, and says what it has seen", async () => {
    const report = await test();
    expect([report.verdict, of(report, "bad"), of(report, "warn")]).toEqual(["good", [], []]);
    expect(of(report, "good")).toEqual(expect.arrayContaining(["challenge", "www-authenticate", "bad-token", "cors", "resource-metadata", "resource", "authorization-servers", "issuer", "endpoints", "pkce", "registration", "token-endpoint", "keys"]));
  });

  it.each<[string, () => Site, string, string]>([
    ["an address that serves everybody", () => ({ "/mcp": { body: {} } }), "challenge", "warn"],
    ["a firewall's 403", () => ({ "/mcp": { status: 403 } }), "challenge", "bad"],
    ["a redirect", () => ({ "/mcp": { status: 308, headers: { location: "/mcp/" } } }), "challenge", "bad"],
    ["a 401 without a challenge", () => ({ "/mcp": { status: 401 } }), "www-authenticate", "warn"],
    ["a metadata address that is relative", () => ({ "/mcp": { status: 401, headers: { "www-authenticate": 'Bearer resource_metadata="/.well-known/oauth-protected-resource"' } } }), "www-authenticate", "bad"],
    ["an error where no token was sent", () => ({ "/mcp": { status: 401, headers: { "www-authenticate": `Bearer error="invalid_token", resource_metadata="${server.origin}/.well-known/oauth-protected-resource"` } } }), "www-authenticate", "warn"],
    ["a bad token that is served", () => ({ "POST /mcp": (request) => (request.headers.authorization ? { body: {} } : challenge(request)) }), "bad-token", "bad"],
    ["no preflight", () => ({ "OPTIONS /mcp": { status: 405 } }), "cors", "warn"],
    ["metadata at the root alone", () => ({ "/.well-known/oauth-protected-resource/mcp": { status: 404 } }), "resource-metadata", "bad"],
    ["metadata that is missing at the root", () => ({ "/.well-known/oauth-protected-resource": { status: 404 } }), "resource-metadata", "warn"],
    ["a resource that is another one", () => resource({ resource: "https://elsewhere.example/mcp" }), "resource", "bad"],
    ["a resource in another spelling", () => resource({ resource: `${server.origin}/mcp/` }), "resource", "warn"],
    ["no resource", () => resource({ resource: undefined }), "resource", "bad"],
    ["an empty list of scopes", () => resource({ scopes_supported: [] }), "scopes", "bad"],
    ["null in the resource metadata", () => resource({ resource_documentation: null }), "resource-metadata-null", "bad"],
    ["no authorization server", () => resource({ authorization_servers: [] }), "authorization-servers", "bad"],
    ["two authorization servers", () => resource({ authorization_servers: [server.origin, "https://two.example"] }), "authorization-servers", "warn"],
    ["no server metadata", () => ({ "/.well-known/oauth-authorization-server": { status: 404 } }), "server-metadata", "bad"],
    ["an issuer that is another one", () => metadata({ issuer: "https://elsewhere.example" }), "issuer", "bad"],
    ["an issuer with a slash", () => metadata({ issuer: `${server.origin}/` }), "issuer", "warn"],
    ["an address that is relative", () => metadata({ token_endpoint: "/token" }), "endpoints", "bad"],
    ["a missing endpoint", () => metadata({ authorization_endpoint: undefined }), "endpoints", "bad"],
    ["null in the server metadata", () => metadata({ service_documentation: null }), "server-metadata-null", "bad"],
    ["no PKCE", () => metadata({ code_challenge_methods_supported: undefined }), "pkce", "bad"],
    ["PKCE with plain alone", () => metadata({ code_challenge_methods_supported: ["plain"] }), "pkce", "bad"],
    ["no way to register", () => metadata({ registration_endpoint: undefined }), "registration", "bad"],
    ["metadata documents without public clients", () => metadata({ client_id_metadata_document_supported: true, token_endpoint_auth_methods_supported: ["client_secret_basic"] }), "public-clients", "bad"],
    ["no iss", () => metadata({ authorization_response_iss_parameter_supported: undefined }), "iss", "warn"],
    ["no offline_access", () => metadata({ scopes_supported: ["notes:read"] }), "offline-access", "warn"],
    ["invalid_grant for an unknown client", () => ({ "POST /token": { status: 400, headers: { "cache-control": "no-store" }, body: { error: "invalid_grant" } } }), "token-endpoint", "warn"],
    ["a token endpoint that answers a page", () => ({ "POST /token": { status: 500, body: "oops" } }), "token-endpoint", "bad"],
    ["a token endpoint whose answers may be kept", () => ({ "POST /token": { status: 401, body: { error: "invalid_client" } } }), "token-endpoint-cache", "warn"],
    ["keys that are not there", () => ({ "/jwks": { status: 404 } }), "keys", "warn"],
  ])("finds %s, and says what to do", async (_title, changes, check, severity) => {
    const report = await test(changes());
    const finding = report.findings.find((one) => one.check === check && one.severity === severity);
    expect(finding, JSON.stringify(report.findings.filter((one) => one.severity !== "good"))).toMatchObject({ title: expect.stringMatching(/.{10}/), text: expect.stringMatching(/.{3}/), fix: expect.stringMatching(/.{10}/) });
    if (severity === "bad") expect(report.verdict).toBe("bad");
  });

  it("looks for OpenID discovery where there is no OAuth metadata", async () => {
    const { "/.well-known/oauth-authorization-server": document, ...rest } = goodSite();
    site = { ...rest, "/.well-known/openid-configuration": document! };
    const answer = await house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url: `${server.origin}/mcp` } });
    expect((answer.json as TestReport).verdict).toBe("good");
  });

  it.each(["https://10.0.0.1/mcp", "http://169.254.169.254/latest/meta-data", "https://[fd00::1]/mcp", "https://192.168.0.1/mcp"])("asks nothing of a private address: %s", async (url) => {
    const answer = await house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url } });
    expect((answer.json as TestReport).findings).toContainEqual(expect.objectContaining({ check: "reachable", severity: "bad", text: expect.stringContaining("not on the public internet") }));
  });

  it("asks nothing of a private address that a server's metadata names", async () => {
    const report = await test(resource({ authorization_servers: ["http://169.254.169.254"] }));
    expect(report.findings.find(({ check }) => check === "server-metadata")).toMatchObject({ severity: "bad", text: expect.stringContaining("not on the public internet") });
  });

  it.each(["mcp.example.com", "file:///etc/passwd", "https://ada@example.com/mcp", "https://example.com/mcp#x", "javascript:alert(1)"])("says of %s that it is no address", async (url) => {
    const before = server.asked.length;
    const answer = await house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url } });
    expect((answer.json as TestReport).findings).toMatchObject([{ check: "address", severity: "bad" }]);
    expect(server.asked.length).toBe(before);
  });

  it("is done ten times a minute for one person", async () => {
    const ask = () => house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url: "x" } });
    for (let count = 0; count < 10; count++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });
});
