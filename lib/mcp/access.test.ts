import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { askMcp, rpc, toolCall } from "@/lib/testing/ask-mcp";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import type { Sent } from "@/lib/testing/send";

const origin = "http://localhost:3000";
const metadata = `${origin}/.well-known/oauth-protected-resource/mcp`;
const everyday = "audit:read keys:read keys:write organizations:read";

let house: House;
let person: Person;

beforeAll(async () => {
  house = await openHouse();
  await house.signUp();
  person = await house.signUp();
});
afterAll(() => house.close());

const ask = askMcp;
const call = toolCall;
const key = async (scopes: string[] = ["keys:read"]) => ((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "x", scopes } })).json as { key: string }).key;

describe("without a token (RFC 9728, section 5.1; RFC 6750, section 3)", () => {
  it.each(["POST", "GET", "DELETE"])("%s answers 401 with the address of the metadata, the everyday scopes, and no error", async (method) => {
    const answer = await ask({}, method);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe(`Bearer resource_metadata="${metadata}", scope="${everyday}"`);
    expect(answer.json).toMatchObject({ success: false, code: "AUTH_REQUIRED", request_id: answer.headers.get("x-request-id") });
  });

  it("the challenge comes before anything that the request carries is read", async () => {
    expect((await ask({ body: undefined, raw: "{ not json" })).status).toBe(401);
    expect((await ask({ body: undefined, raw: "x".repeat(100_000) })).status).toBe(401);
  });

  it("the browser's session cookie is no credential here", async () => {
    const answer = await ask({ cookie: person.cookie });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).not.toContain("error=");
  });

  it("a token in the address is ignored", async () => {
    const { token } = await connectApp(person);
    expect((await ask({}, "POST", `/mcp?access_token=${token}`)).status).toBe(401);
  });
});

describe("a bad token answers 401 with error=\"invalid_token\" (RFC 6750, section 3.1)", () => {
  const refused = async (sent: Sent, method = "POST") => {
    const answer = await ask(sent, method);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(new RegExp(`^Bearer error="invalid_token", error_description="[^"]+", resource_metadata="${metadata}", scope="${everyday}"$`));
    return answer;
  };

  it.each(["POST", "GET", "DELETE"])("nonsense, by %s", async (method) => {
    await refused({ token: "nonsense" }, method);
  });
  it("another scheme", async () => {
    await refused({ headers: { authorization: "Basic YTpi" } });
  });
  it("an expired one", async () => {
    await refused({ token: (await connectApp(person, { expiresInSeconds: -1 })).token });
  });
  it("a tampered one", async () => {
    await refused({ token: `${(await connectApp(person)).token.slice(0, -4)}AAAA` });
  });

  it("one for another resource of the same house (RFC 8707)", async () => {
    const answer = await refused({ token: (await connectApp(person, { resource: `${origin}/api` })).token });
    expect((answer.json as { error: string }).error).toContain(`resource=${origin}/mcp`);
  });
  it("one whose resource merely begins like ours", async () => {
    await refused({ token: (await connectApp(person, { resource: `${origin}/mcp/other` })).token });
  });
  it("a long-lived API token, which is for the REST API", async () => {
    const { json } = await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "x" } });
    await refused({ token: (json as { token: string }).token });
  });

  it("an API key, in either header, unless the operator lets keys in", async () => {
    const apiKey = await key();
    for (const sent of [{ token: apiKey }, { apiKey }]) {
      const answer = await refused(sent);
      expect((answer.json as { error: string }).error).toContain("MCP_ALLOW_API_KEYS");
    }
  });

  it("one whose connection was revoked a moment ago, although it was good before", async () => {
    const { token, grantId } = await connectApp(person);
    expect((await ask({ token })).status).toBe(200);
    await db().credential.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
    await changeFeed().publish([tagOf.credential(grantId)]);
    await refused({ token });
  });

  it("two credentials at once are refused, whichever is good", async () => {
    const { token } = await connectApp(person);
    expect((await ask({ token, apiKey: await key() })).status).toBe(400);
  });
});

describe("a session token, as the stdio server gets by name and password", () => {
  it("is let in as the person, who may make keys with it", async () => {
    const { token, id } = await house.signUp();
    expect((await ask({ token })).json).toMatchObject({ result: { structuredContent: { id } } });
    expect((await ask({ token, body: call("create_api_key", { name: "x", scopes: ["keys:read"] }) })).json).toMatchObject({ result: { structuredContent: { key: expect.any(String) } } });
  });

  it("is refused from the next request on once its session has ended", async () => {
    const { token } = await house.signUp();
    expect((await ask({ token })).status).toBe(200);
    await house.send("POST", "/api/v1/auth/logout", { token });
    expect((await ask({ token })).status).toBe(401);
  });

  it("is refused while the second factor that its role needs is missing", async () => {
    const guest = await house.signUp();
    await db().user.update({ where: { id: guest.id }, data: { role: "viewer" } });
    await db().rolePolicy.upsert({ where: { role: "viewer" }, create: { role: "viewer", secondFactorRequired: true }, update: { secondFactorRequired: true } });
    await changeFeed().publish([tagOf.user(guest.id)]);
    const answer = await ask({ token: guest.token });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: "SECOND_FACTOR_MISSING" });
    await db().rolePolicy.deleteMany({ where: { role: "viewer" } });
  });
});

describe("a missing scope (RFC 6750, section 3.1; SEP-835)", () => {
  it("answers 403 with insufficient_scope and the union of what the token has and the tool needs", async () => {
    const { token } = await connectApp(person, { scopes: ["audit:read", "organizations:read"] });
    const answer = await ask({ token, body: call("create_api_key", { name: "x" }) });
    expect(answer.status).toBe(403);
    const challenge = answer.headers.get("www-authenticate")!;
    expect(challenge).toMatch(/^Bearer error="insufficient_scope"/);
    expect(challenge).toContain(`resource_metadata="${metadata}"`);
    expect(/scope="([^"]+)"/.exec(challenge)![1]!.split(" ").toSorted()).toEqual(["audit:read", "keys:write", "organizations:read"]);
    expect(challenge).not.toContain("offline_access");
    expect(await db().credential.count({ where: { userId: person.id, kind: "api_key", name: "x", scopes: { isEmpty: true } } })).toBe(0);
  });

  it("for a batch of revision 2025-03-26 as well: nothing of it is done", async () => {
    const { token, grantId } = await connectApp(person, { scopes: ["keys:read"] });
    const answer = await ask({ token, body: [{ ...call("list_api_keys"), id: 1 }, { ...call("create_api_key", { name: "in a batch" }), id: 2 }], headers: { "mcp-protocol-version": "2025-03-26" } });
    expect(answer.status).toBe(403);
    expect(await db().credential.count({ where: { createdWithId: grantId } })).toBe(0);
  });

  it("counts as the person's connection is now: widened in the portal, the same token suffices", async () => {
    const { token, grantId } = await connectApp(person, { scopes: ["audit:read"] });
    expect((await ask({ token, body: call("list_api_keys") })).status).toBe(403);
    await db().credential.update({ where: { id: grantId }, data: { scopes: ["audit:read", "keys:read"] } });
    await changeFeed().publish([tagOf.credential(grantId)]);
    expect((await ask({ token, body: call("list_api_keys") })).status).toBe(200);
  });

  it("a token that its client asked to be weaker stays so, whatever the connection may", async () => {
    const { token } = await connectApp(person, { scopes: ["keys:read", "keys:write"], narrowedTo: ["keys:read"] });
    expect((await ask({ token, body: call("list_api_keys") })).status).toBe(200);
    expect((await ask({ token, body: call("create_api_key", { name: "x" }) })).status).toBe(403);
  });

  it("the first challenge's scopes suffice for every tool of a person's everyday work", async () => {
    const { token } = await connectApp(person, { scopes: everyday.split(" ") });
    const listed = await ask({ token, body: rpc("tools/list") });
    const names = (listed.json as { result: { tools: { name: string }[] } }).result.tools.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect((await ask({ token, body: call(name) })).status, name).toBe(200);
  });
});

describe("DNS rebinding and pages of other origins", () => {
  it.each(["evil.example", "evil.example:3000", "localhost.evil.example:3000", "keys.example.com"])("Host %s is not ours: 403 before any credential is looked at", async (host) => {
    const answer = await ask({ token: (await connectApp(person)).token, headers: { host } });
    expect(answer.status).toBe(403);
    expect((await ask({ headers: { host } })).status).toBe(403);
  });
  it.each(["localhost:3000", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000", "192.0.2.7"])("Host %s is: no page elsewhere can have it", async (host) => {
    expect((await ask({ token: (await connectApp(person)).token, headers: { host } })).status).toBe(200);
  });

  it.each(["https://evil.example", "http://localhost.evil.example", "null", "http://evil.example:3000"])("a page of %s is refused with 403, also with a good token", async (from) => {
    const answer = await ask({ token: (await connectApp(person)).token, headers: { origin: from } });
    expect(answer.status).toBe(403);
    expect((answer.json as { error: string }).error).toContain("MCP_ALLOWED_ORIGINS");
    expect((await ask({ headers: { origin: from } })).status).toBe(401);
  });
  it.each([origin, "http://localhost:6274", "http://127.0.0.1:5173", "vscode-file://vscode-app"])("%s may call, with a token like everybody else", async (from) => {
    expect((await ask({ token: (await connectApp(person)).token, headers: { origin: from } })).status).toBe(200);
  });
});

describe("CORS (web clients read challenges and answers)", () => {
  it("a preflight answers 204 and lets any header of MCP pass", async () => {
    const answer = await ask({ headers: { origin: "https://inspector.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization, content-type, mcp-protocol-version, mcp-method" } }, "OPTIONS");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
    expect(answer.headers.get("access-control-allow-headers")).toContain("mcp-protocol-version");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });
  it.each([[401, {}], [401, { token: "bad" }]] as [number, Sent][])("WWW-Authenticate and Mcp-Session-Id can be read on a %i as well", async (status, sent) => {
    const answer = await ask({ ...sent, headers: { origin: "https://inspector.example" } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toMatch(/WWW-Authenticate.*Mcp-Session-Id/);
  });
});

describe("messages", () => {
  it("GET and DELETE of somebody who is let in answer 405: there is no stream to open and no session to end", async () => {
    const { token } = await connectApp(person);
    for (const method of ["GET", "DELETE"]) {
      const answer = await ask({ token }, method);
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
    }
  });
  it("what is no JSON answers 400 with the parse error of JSON-RPC", async () => {
    const { token } = await connectApp(person);
    const answer = await ask({ token, body: undefined, raw: "{", headers: { "content-type": "application/json" } });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ jsonrpc: "2.0", error: { code: -32700 } });
  });
  it("a key named twice, a NUL and a body over 64 KiB are refused before a tool sees them", async () => {
    const { token } = await connectApp(person);
    const send = (raw: string) => ask({ token, body: undefined, raw, headers: { "content-type": "application/json" } });
    expect((await send('{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}')).status).toBe(400);
    expect((await send(JSON.stringify(rpc("tools/call", { name: "get_api_key", arguments: { id: "a\0" } })))).status).toBe(400);
    expect((await send(JSON.stringify(rpc("ping", { pad: "x".repeat(70_000) })))).status).toBe(413);
  });
  it("another media type answers 415", async () => {
    const { token } = await connectApp(person);
    expect((await ask({ token, headers: { "content-type": "text/plain" } })).status).toBe(415);
  });
  it("a subscription is acknowledged as empty, and ended: no stream outlives the check of its token", async () => {
    const { token } = await connectApp(person);
    const _meta = { "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": { name: "a test", version: "1" }, "io.modelcontextprotocol/clientCapabilities": {} };
    const answer = await ask({ token, body: rpc("subscriptions/listen", { notifications: { toolsListChanged: true }, _meta }), headers: { "mcp-protocol-version": "2026-07-28", "mcp-method": "subscriptions/listen" } });
    const messages = [...answer.text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data!) as object);
    expect(messages).toMatchObject([{ method: "notifications/subscriptions/acknowledged", params: { notifications: {} } }, { id: 1, result: { resultType: "complete" } }]);
  });
  it("whatever Accept says, the answer is one JSON document", async () => {
    const { token } = await connectApp(person);
    for (const accept of ["application/json", "*/*", "application/json, text/event-stream"]) {
      const answer = await ask({ token, headers: { accept } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    }
  });
});

describe("limits", () => {
  it("every call counts against the connection, each message of a batch as one; beyond them 429 with Retry-After", async () => {
    const { token, grantId } = await connectApp(person);
    await db().credential.update({ where: { id: grantId }, data: { rateLimitPerMinute: 5 } });
    await changeFeed().publish([tagOf.credential(grantId)]);
    const first = await ask({ token });
    expect(first.headers.get("x-ratelimit-limit")).toBe("5");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("4");
    const batch = await ask({ token, body: [1, 2, 3].map((id) => ({ ...call("whoami"), id })), headers: { "mcp-protocol-version": "2025-03-26" } });
    expect(batch.status).toBe(200);
    expect(batch.headers.get("x-ratelimit-remaining")).toBe("1");
    expect((await ask({ token, body: [1, 2, 3].map((id) => ({ ...call("whoami"), id })), headers: { "mcp-protocol-version": "2025-03-26" } })).status).toBe(429);
    const refused = await ask({ token });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the connection doctor is told", () => {
  const steps = async (where: object) => {
    await connectionRecorder().flush();
    return (await db().connectionEvent.findMany({ where })).map(({ step, succeeded, cause }) => `${step} ${succeeded} ${cause}`).toSorted();
  };

  it("of the knock without a token, of the token for another resource, and once of the first call that got through", async () => {
    const userAgent = "doctor-test/1";
    const app = await connectApp(person);
    const other = await connectApp(person, { resource: `${origin}/api` });
    const headers = { "user-agent": userAgent };
    await ask({ headers });
    await ask({ headers, token: other.token });
    await ask({ headers, token: app.token });
    await ask({ headers, token: app.token });
    expect(await steps({ userAgent })).toEqual(["discovery true null", "first_call false token_other_audience", "first_call true null"]);
  });

  it("of a tool that lacked its scope, with the challenge that was answered", async () => {
    const { token, grantId } = await connectApp(person, { scopes: ["audit:read"] });
    await ask({ token, body: rpc("tools/call", { name: "list_api_keys", arguments: {} }) });
    expect(await steps({ credentialId: grantId })).toEqual(["first_call false scope_insufficient"]);
  });
});
