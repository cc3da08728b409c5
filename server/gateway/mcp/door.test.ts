import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { rpc, toolCall } from "@/lib/testing/ask-mcp";
import type { Answer } from "@/lib/testing/gateway-house";
import { everyMethod, openMcpHouse, origin, resource, type McpHouse } from "@/lib/testing/mcp-house";
import { waitUntil } from "@/lib/testing/wait-until";
import { callRecorder } from "@/lib/usage/record/recorder";

const metadata = `${origin}/.well-known/oauth-protected-resource/mcp/tools`;

let house: McpHouse["house"];
let upstream: McpHouse["upstream"];
let inside: McpHouse["inside"];
let outside: McpHouse["outside"];
let ask: McpHouse["ask"];
let tools: McpHouse["tools"];
let setEnabled: McpHouse["setEnabled"];
let connect: McpHouse["connect"];
let startAnew: McpHouse["startAnew"];
beforeAll(async () => {
  ({ house, upstream, inside, outside, ask, tools, setEnabled, connect, startAnew } = await openMcpHouse());
  await house.protect({ name: "Sibling", prefix: "/mcp/sibling", upstream: house.upstreamOrigin, rules: everyMethod });
  await house.protect({ name: "People only", prefix: "/mcp/people", upstream: house.upstreamOrigin, rules: [{ methods: ["POST"], path: "/**", layer: 2, scope: "agents:read" }] });
});
afterAll(() => house.close());
beforeEach(() => startAnew());

const resultOf = (answer: Answer) => answer.json["result"] as never;

describe("without a token (RFC 9728, section 5.1)", () => {
  it.each(["POST", "GET", "DELETE"])("%s is answered 401 with the address of this server's metadata and its scopes, and does not reach it", async (method) => {
    const answer = await tools({ method });
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe(`Bearer resource_metadata="${metadata}", scope="agents:read triggers:write"`);
    expect(answer.json).toMatchObject({ code: "AUTH_REQUIRED" });
    expect(answer.headers["access-control-expose-headers"]).toMatch(/WWW-Authenticate.*Mcp-Session-Id/);
    expect(upstream.told).toEqual([]);
  });

  it("a server whose rules ask for no scope says nothing of scopes", async () => {
    expect((await ask("/mcp/sibling")).headers["www-authenticate"]).toBe(`Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp/sibling"`);
  });

  it("a preflight is answered 204 without a token, and a page of any origin may read challenges", async () => {
    const answer = await tools({ method: "OPTIONS", headers: { origin: "https://inspector.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization, mcp-session-id" } });
    expect([answer.status, answer.headers["access-control-allow-origin"], answer.headers["access-control-allow-headers"]]).toEqual([204, "*", "authorization, mcp-session-id"]);
  });

  it("an address below it, and a server that is not there, are nowhere", async () => {
    const { token } = await connect(inside);
    expect((await ask("/mcp/tools/sse", { token })).status).toBe(404);
    expect((await ask("/mcp/unknown", { token })).status).toBe(404);
    expect((await ask("/mcp/tools/", { token })).status).toBe(200);
    expect(upstream.told.map(({ url }) => url)).toEqual(["/mcp"]);
  });
});

describe("its metadata (RFC 9728, section 3)", () => {
  const wellKnown = "/.well-known/oauth-protected-resource";

  it("names the server as people type it, with the scopes of its rules and tools", async () => {
    expect((await house.send("GET", `${wellKnown}/mcp/tools`)).json).toEqual({
      resource,
      authorization_servers: [origin],
      scopes_supported: ["agents:read", "triggers:write"],
      bearer_methods_supported: ["header"],
      resource_name: "Tools",
      resource_documentation: `${origin}/docs`,
    });
    expect((await house.send("GET", `${wellKnown}/mcp/sibling`)).json).not.toHaveProperty("scopes_supported");
  });

  it("of an unknown server is a plain 404", async () => {
    expect((await house.send("GET", `${wellKnown}/mcp/unknown`)).status).toBe(404);
  });

  it("is found by clients that take the server's address for the issuer's (RFC 8414), which lists it", async () => {
    const { json } = await house.send("GET", "/.well-known/oauth-authorization-server/mcp/tools");
    expect((json as { protected_resources: string[] }).protected_resources).toEqual(expect.arrayContaining([`${origin}/mcp`, resource, `${origin}/mcp/sibling`]));
  });
});

describe("a token", () => {
  it("for this server is let in, and the server learns who calls, never the token", async () => {
    const { token } = await connect(inside);
    const answer = await tools({ token, body: toolCall("echo"), headers: { "x-auth-user": "somebody else" } });
    expect([answer.status, resultOf(answer)]).toEqual([200, { content: [{ type: "text", text: "called echo" }] }]);
    const { headers } = upstream.told[0]!;
    expect(headers).toMatchObject({ "x-auth-user": inside.id, "x-auth-groups": "support", "x-auth-identity": expect.stringMatching(/^eyJ/) as string });
    expect(JSON.stringify(headers)).not.toContain(token);
    expect(headers["authorization"]).toBeUndefined();
  });

  it("that the answer is for somebody is known to caches, and what the upstream says of cookies and origins does not reach the house's own", async () => {
    const { headers } = await tools({ token: (await connect(inside)).token });
    expect(headers).toMatchObject({ "cache-control": "no-store", "access-control-allow-origin": "*" });
    expect(headers["set-cookie"]).toBeUndefined();
  });

  it.each([["the house's own MCP server", `${origin}/mcp`], ["a sibling", `${origin}/mcp/sibling`], ["the REST API", `${origin}/api`], ["an address that begins alike", `${origin}/mcp/tools-too`]])("for %s is answered 401 INVALID_TOKEN, and does not reach it", async (_title, other) => {
    const answer = await tools({ token: (await connect(inside, ["agents:read"], other)).token });
    expect([answer.status, answer.json]).toMatchObject([401, { code: "INVALID_TOKEN" }]);
    expect(answer.headers["www-authenticate"]).toMatch(new RegExp(`^Bearer error="invalid_token", error_description="[^"]+", resource_metadata="${metadata}"`));
    expect(upstream.told).toEqual([]);
  });

  it("for this server is none at the house's own, at a sibling or at the REST API", async () => {
    const { token } = await connect(inside);
    expect((await ask("/mcp/sibling", { token })).status).toBe(401);
    expect((await ask("/mcp", { token })).status).toBe(401);
    expect((await house.send("GET", "/api/v1/users/me", { token })).status).toBe(401);
  });

  it("is useless from the next request on once the server is switched off, and good again once it is back", async () => {
    const { token } = await connect(inside);
    const key = await house.makeKey({ scopes: ["tokens:verify"] });
    const verify = async () => ((await house.send("POST", "/api/v1/api-keys/verify", { token: key.key, body: { key: token, resource } })).json as { valid: boolean }).valid;
    expect([(await tools({ token })).status, await verify()]).toEqual([200, true]);
    await setEnabled(false);
    expect([await verify(), (await tools({ token })).status, (await house.send("GET", "/.well-known/oauth-protected-resource/mcp/tools")).status]).toEqual([false, 404, 404]);
    await setEnabled(true);
    expect([(await tools({ token })).status, await verify()]).toEqual([200, true]);
  });

  it("ends for good with the server that it was for: another one at the same address wants another", async () => {
    const id = await house.protect({ name: "Brief", prefix: "/mcp/brief", upstream: house.upstreamOrigin, rules: everyMethod });
    const { token, grantId } = await connect(inside, ["agents:read"], `${origin}/mcp/brief`);
    expect((await ask("/mcp/brief", { token })).status).toBe(200);
    await house.send("DELETE", `/api/v1/protected-apis/${id}`, { token: house.admin.token });
    await house.protect({ name: "Another", prefix: "/mcp/brief", upstream: house.upstreamOrigin, rules: everyMethod });
    expect((await ask("/mcp/brief", { token })).status).toBe(401);
    expect(await db().credential.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({ revokedReason: "resource_removed" });
  });

  it("keys and personal tokens are good as well, unless the rule wants somebody who signed in", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] }, inside);
    const personal = ((await house.send("POST", "/api/v1/users/me/api-token", { token: inside.token })).json as { token: string }).token;
    for (const token of [key, personal, inside.token]) expect((await tools({ token })).status).toBe(200);
    expect((await ask("/mcp/tools", { headers: { "x-api-key": key } })).status).toBe(200);
    expect((await ask("/mcp/people", { token: key })).status).toBe(403);
    expect((await ask("/mcp/people", { token: (await connect(inside, ["agents:read"], `${origin}/mcp/people`)).token })).status).toBe(200);
  });
});

describe("pages of other origins and other names (DNS rebinding)", () => {
  it("are refused before anything reaches the server", async () => {
    const { token } = await connect(inside);
    expect((await tools({ token, headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await tools({ token, headers: { host: "evil.example" } })).status).toBe(403);
    expect(upstream.told).toEqual([]);
    expect((await tools({ token, headers: { origin: "http://localhost:6274" } })).status).toBe(200);
  });
});

describe("rules of the server as a whole", () => {
  it("a scope that is missing is challenged so that the client can ask for it, with what it has", async () => {
    const { token } = await connect(inside, ["triggers:read"], `${origin}/mcp/people`);
    const answer = await ask("/mcp/people", { token });
    expect(answer.status).toBe(403);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer error="insufficient_scope", error_description="[^"]+", resource_metadata="http:\/\/localhost:3000\/\.well-known\/oauth-protected-resource\/mcp\/people", scope="agents:read triggers:read"$/);
  });

  it("GET and DELETE, where no rule names them, are answered 405 as by a server without streams and sessions; other methods always", async () => {
    const { token } = await connect(inside, ["agents:read"], `${origin}/mcp/people`);
    for (const method of ["GET", "DELETE", "PUT"]) expect((await ask("/mcp/people", { token, method })).status, method).toBe(405);
    expect((await tools({ token: (await connect(inside)).token, method: "PUT" })).status).toBe(405);
  });
});

describe("what the server behind does wrong", () => {
  it("its own challenge does not reach the client, which would go looking for somebody else's tokens", async () => {
    const { token } = await connect(inside);
    house.answerWith((_request, response) => void response.writeHead(401, { "www-authenticate": 'Bearer resource_metadata="https://upstream.example"' }).end());
    const answer = await tools({ token });
    expect([answer.status, answer.json]).toMatchObject([502, { code: "BAD_GATEWAY" }]);
    expect(answer.text).toContain("X-Auth-Identity");
    expect(answer.headers["www-authenticate"]).toBeUndefined();
  });

  it("a list of tools that it compressed though it was asked not to is not passed on unread", async () => {
    const { token } = await connect(inside);
    house.answerWith((_request, response) => void response.writeHead(200, { "content-type": "application/json", "content-encoding": "br" }).end("x"));
    const answer = await tools({ token, body: rpc("tools/list") });
    expect(answer.status).toBe(502);
  });
});

describe("who looks afterwards", () => {
  it("finds in the request log which server was asked for which tool, let in or refused", async () => {
    const { token, grantId } = await connect(outside);
    await tools({ token, body: toolCall("echo") });
    await tools({ token, body: toolCall("get_secret") });
    await tools({ token, body: toolCall("add") });
    await tools({ token, body: toolCall("get_user") });
    await callRecorder().flush();
    const rows = await db().loggedRequest.findMany({ where: { credentialId: grantId }, orderBy: { id: "asc" } });
    expect(rows.map(({ channel, target, reason, scopes }) => [channel, target, reason, scopes.join()])).toEqual([
      ["gateway", "/mcp/tools tools/call echo", null, ""],
      ["gateway", "/mcp/tools tools/call get_secret", "FORBIDDEN", ""],
      ["gateway", "/mcp/tools tools/call add", "FORBIDDEN", "triggers:write"],
      ["gateway", "/mcp/tools tools/call get_user", null, "agents:read"],
    ]);
  });

  it("finds in the connection doctor the knock, the token for another server, the missing scope and the first call", async () => {
    const headers = { "user-agent": "gateway-doctor-test/1" };
    const { token } = await connect(outside);
    await tools({ headers });
    await tools({ headers, token: (await connect(outside, ["agents:read"], `${origin}/mcp`)).token });
    await tools({ headers, token, body: toolCall("echo") });
    await tools({ headers, token, body: toolCall("add") });
    // the answer does not wait for it to be written down
    const seen = async () => {
      await connectionRecorder().flush();
      return db().connectionEvent.findMany({ where: { userAgent: headers["user-agent"] } });
    };
    await waitUntil(async () => (await seen()).length === 4);
    const steps = await seen();
    expect(steps.map(({ step, succeeded, cause }) => `${step} ${succeeded} ${cause}`).toSorted()).toEqual(["discovery true null", "first_call false scope_insufficient", "first_call false token_other_audience", "first_call true null"]);
  });
});
