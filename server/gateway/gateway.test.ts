import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openChangeFeed } from "@/lib/db/open-change-feed";
import { tagOf } from "@/lib/tags";
import { openGatewayHouse, type Asked, type GatewayHouse, type Told } from "@/lib/testing/gateway-house";
import { connectApp } from "@/lib/testing/connect-app";
import type { Person } from "@/lib/testing/house";
import { callRecorder } from "@/lib/usage/record/recorder";

let house: GatewayHouse;
let viewer: Person;
beforeAll(async () => {
  house = await openGatewayHouse();
  viewer = await house.signUp("viewer");
  await house.protect({
    prefix: "/api/agents",
    rules: [
      { methods: ["GET"], path: "/**", scope: "agents:read" },
      { methods: ["POST", "PUT"], path: "/**", scope: "agents:write" },
      { methods: ["GET"], path: "/public/**", layer: 0 },
      { methods: ["GET"], path: "/me", layer: 2 },
      { methods: ["GET"], path: "/admin/**", roles: ["developer"] },
      { methods: ["GET"], path: "/maps/*", groups: ["maps", "tiles"] },
    ],
  });
  await house.protect({ name: "Triggers", prefix: "/api/v1/triggers", upstream: `${house.upstreamOrigin}/v2`, rules: [{ methods: ["GET"], path: "/**", scope: "triggers:read" }, { methods: ["POST"], path: "/**", scope: "triggers:write" }] });
  await house.protect({ name: "Whole", prefix: "/api/whole", strip_prefix: false });
});
afterAll(() => house.close());
beforeEach(() => {
  house.told.length = 0;
  house.answerWith(undefined);
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const ask = (path: string, token?: string, asked: Asked = {}) => house.ask(path, { ...asked, headers: { ...(token !== undefined && bearer(token)), ...asked.headers } });
const toldLast = () => house.told.at(-1) as Told;

describe("a request for a protected API", () => {
  it("with a key of the right scope reaches the upstream, by GET /api/agents and by /api/v1/triggers alike", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read", "triggers:write"] });
    const agents = await ask("/api/agents?limit=2&q=a%20b", key);
    expect([agents.status, toldLast().url]).toEqual([200, "/?limit=2&q=a%20b"]);
    const triggers = await ask("/api/v1/triggers/7/run?x", key, { method: "POST", body: "hello", headers: { "content-type": "text/plain" } });
    expect([triggers.status, toldLast()]).toMatchObject([200, { method: "POST", url: "/v2/triggers/7/run?x".replace("/triggers", ""), body: "hello", headers: { "content-type": "text/plain", "content-length": "5" } }]);
  });

  it("takes the key in X-API-Key as well", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    expect((await ask("/api/agents", undefined, { headers: { "x-api-key": key } })).status).toBe(200);
    expect((await ask("/api/agents", key, { headers: { "x-api-key": "sk_live_other" } })).status).toBe(400);
  });

  it("without the scope is answered 403 with the scope that it needs, and does not reach the upstream", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    const answer = await ask("/api/agents", key, { method: "POST", body: "{}" });
    expect([answer.status, answer.json]).toMatchObject([403, { success: false, error: "Insufficient permissions", code: "FORBIDDEN", required_scope: "agents:write", request_id: expect.stringMatching(/^req_/) as string }]);
    expect(answer.headers["www-authenticate"]).toContain('scope="agents:write"');
    expect(house.told).toEqual([]);
  });

  it("is answered 401 in three ways: nobody, a bad credential, an expired one", async () => {
    const nobody = await ask("/api/agents");
    expect([nobody.status, nobody.json["code"], nobody.json["error"]]).toEqual([401, "AUTH_REQUIRED", "Authentication required"]);
    const bad = await ask("/api/agents", "sk_live_nothing");
    expect([bad.status, bad.json["code"], bad.json["error"]]).toEqual([401, "INVALID_TOKEN", "Invalid token"]);
    const { key } = await house.makeKey({ scopes: ["agents:read"], expires_in: 60 });
    const { now } = clock;
    clock.now = () => new Date(now().getTime() + 61_000);
    const expired = await ask("/api/agents", key);
    clock.now = now;
    expect([expired.status, expired.json["code"], expired.json["error"]]).toEqual([401, "TOKEN_EXPIRED", "Token has expired"]);
    for (const { headers } of [nobody, bad, expired]) expect(headers["www-authenticate"]).toMatch(/^Bearer realm=/);
    expect(house.told).toEqual([]);
  });

  it("from an address that the key does not allow is answered 403 IP_NOT_ALLOWED, whatever X-Forwarded-For says", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"], allowed_ips: ["10.0.0.0/8", "2001:db8::/32"] });
    const answer = await ask("/api/agents", key, { headers: { "x-forwarded-for": "10.1.2.3", "x-real-ip": "10.1.2.3", forwarded: "for=10.1.2.3" } });
    expect([answer.status, answer.json["code"]]).toEqual([403, "IP_NOT_ALLOWED"]);
    const { key: own } = await house.makeKey({ scopes: ["agents:read"], allowed_ips: ["127.0.0.0/8"] });
    expect((await ask("/api/agents", own)).status).toBe(200);
  });

  it("has the limit of its key: the headers count down, also on refusals, and beyond it is 429 with Retry-After", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"], rate_limit_per_minute: 3 });
    const seen = [await ask("/api/agents", key), await ask("/api/agents", key, { method: "POST" }), await ask("/api/agents", key), await ask("/api/agents", key)];
    expect(seen.map(({ status, headers }) => [status, headers["x-ratelimit-limit"], headers["x-ratelimit-remaining"]])).toEqual([[200, "3", "2"], [403, "3", "1"], [200, "3", "0"], [429, "3", "0"]]);
    expect(Number(seen[3]!.headers["retry-after"])).toBeGreaterThan(0);
    expect(seen[0]!.headers["ratelimit"]).toMatch(/^"minute";r=2;t=/);
    expect(house.told.length).toBe(2);
  });

  it("that no rule allows is refused: 401 to nobody, 403 to somebody, who is told method and path", async () => {
    const { key } = await house.makeKey();
    expect((await ask("/api/agents/7", undefined, { method: "DELETE" })).status).toBe(401);
    const answer = await ask("/api/agents/7", key, { method: "DELETE" });
    expect([answer.status, answer.json["error"]]).toEqual([403, 'No rule of "Agents" allows DELETE /7']);
  });

  it("of layer 0 needs no credential, and a bad one is refused all the same", async () => {
    expect((await ask("/api/agents/public/a")).status).toBe(200);
    expect(Object.keys(toldLast().headers).filter((name) => name.startsWith("x-auth-"))).toEqual([]);
    expect((await ask("/api/agents/public/a", "sk_live_nothing")).status).toBe(401);
  });

  it("of layer 2 needs a person who signed in", async () => {
    const { key } = await house.makeKey();
    expect((await ask("/api/agents/me", key)).status).toBe(403);
    expect((await ask("/api/agents/me", house.admin.token)).status).toBe(200);
  });

  it("that needs a role or a group is for those who have it, from the next request on", async () => {
    const change = (body: object) => house.send("PATCH", `/api/v1/users/${viewer.id}`, { token: house.admin.token, body });
    expect((await ask("/api/agents/admin/x", viewer.token)).json).toMatchObject({ code: "FORBIDDEN", required_role: "developer" });
    expect((await ask("/api/agents/maps/x", viewer.token)).json).toMatchObject({ code: "FORBIDDEN", error: "Only people in one of the groups maps, tiles may do this" });
    await change({ role: "developer", groups: ["tiles"] });
    expect((await ask("/api/agents/admin/x", viewer.token)).status).toBe(200);
    expect((await ask("/api/agents/maps/x", viewer.token)).status).toBe(200);
    await change({ role: "viewer", groups: [] });
    expect((await ask("/api/agents/admin/x", viewer.token)).status).toBe(403);
    expect((await ask("/api/agents/maps/x", viewer.token)).status).toBe(403);
  });

  it("with a key that was revoked is refused from the next request on", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    expect((await ask("/api/agents", key)).status).toBe(200);
    await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: house.admin.token });
    expect((await ask("/api/agents", key)).json).toMatchObject({ code: "INVALID_TOKEN" });
  });

  it("with an app's access token passes where the token is for this API, and with no other", async () => {
    const connect = (resource: string) => connectApp(house.admin, { resource, scopes: ["agents:read"] });
    const { token } = await connect("http://localhost:3000/api/agents");
    expect((await ask("/api/agents", token)).status).toBe(200);
    expect((await ask("/api/agents", token, { method: "POST" })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "agents:write" });
    for (const path of ["/api/whole", "/api/v1/auth/verify", "/mcp"]) expect([path, (await ask(path, token, path === "/mcp" ? { method: "POST" } : {})).status]).toEqual([path, 401]);
    for (const resource of ["http://localhost:3000", "http://localhost:3000/mcp", "http://localhost:3000/api/whole"]) {
      expect([resource, (await ask("/api/agents", (await connect(resource)).token)).json]).toMatchObject([resource, { code: "INVALID_TOKEN" }]);
    }
  });

  it("by the portal's cookie is nobody's: an upstream must not act for the pages of other sites", async () => {
    expect((await ask("/api/agents", undefined, { headers: { cookie: house.admin.cookie } })).json).toMatchObject({ code: "AUTH_REQUIRED" });
  });

  it("is in the request log with its outcome, and counted", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    await ask("/api/agents/list?secret=1", key);
    await ask("/api/agents/list", key, { method: "POST" });
    await callRecorder().flush();
    const { data } = (await house.send("GET", `/api/v1/api-keys/${id}/requests`, { token: house.admin.token })).json as { data: object[] };
    expect(data).toMatchObject([
      { outcome: "refused", reason: "FORBIDDEN", channel: "gateway", method: "POST", target: "/api/agents/list", status: 403, scopes: ["agents:write"] },
      { outcome: "allowed", channel: "gateway", method: "GET", target: "/api/agents/list", status: 200, scopes: ["agents:read"] },
    ]);
  });

  it("is gone with the API, and a path beside the prefix never was one", async () => {
    const id = await house.protect({ name: "Brief", prefix: "/api/brief", rules: [{ methods: ["*"], path: "/**", layer: 0 }] });
    expect((await ask("/api/brief/x")).status).toBe(200);
    for (const path of ["/api/briefs", "/api/brief-x", "/api/Brief", "/api", "/"]) expect([path, (await ask(path)).headers["x-by"]]).toEqual([path, "next"]);
    await house.send("PATCH", `/api/v1/protected-apis/${id}`, { token: house.admin.token, body: { is_enabled: false } });
    expect((await ask("/api/brief/x")).headers["x-by"]).toBe("next");
    await house.send("DELETE", `/api/v1/protected-apis/${id}`, { token: house.admin.token });
    expect((await ask("/api/brief/x")).headers["x-by"]).toBe("next");
  });
});

describe("what the upstream is told", () => {
  it("is who calls and from where; what the caller says of that, by any spelling, does not arrive", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    const lies = { "x-auth-user": "root", "X-Auth-Role": "admin", "x-auth-identity": "e30.e30.", x_auth_user: "root", "X-Forwarded-For": "10.0.0.1", "x-forwarded-host": "evil.example", "x-forwarded-prefix": "/", forwarded: "for=10.0.0.1", "x-real-ip": "10.0.0.1", "x-request-id": "mine", "x-original-url": "/admin", "x-rewrite-url": "/admin", "x-http-method-override": "DELETE", "remote-user": "root", "proxy-authorization": "Basic x" };
    expect((await ask("/api/agents/a", key, { headers: { ...lies, accept: "text/plain", "x-own": "kept" } })).status).toBe(200);
    const { headers, rawHeaders } = toldLast();
    expect(headers).toMatchObject({
      "x-auth-user": house.admin.id, "x-auth-username": "admin", "x-auth-role": "admin", "x-auth-scopes": "agents:read", "x-auth-credential": id,
      "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "localhost:3000", "x-forwarded-proto": "http", "x-forwarded-prefix": "/api/agents", accept: "text/plain", "x-own": "kept",
      host: new URL(house.upstreamOrigin).host, "x-request-id": expect.stringMatching(/^req_/) as string,
    });
    for (const text of ["root", "evil", "10.0.0.1", "e30", "mine", "DELETE", "/admin", "Basic"]) expect(rawHeaders.join(" ")).not.toContain(text);
  });

  it("is never the caller's credential, nor the portal's cookies; other cookies are", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    const cookie = `theme=dark; ${house.admin.cookie}; __Host-keyhouse.session=x; next-auth.session-token=y; lang=en`;
    await ask("/api/agents", key, { headers: { cookie, "x-api-key": key } });
    expect(toldLast().headers.cookie).toBe("theme=dark; lang=en");
    expect([toldLast().headers.authorization, toldLast().headers["x-api-key"]]).toEqual([undefined, undefined]);
    expect(JSON.stringify(toldLast())).not.toContain(key);
    await ask("/api/agents", key, { headers: { cookie: house.admin.cookie } });
    expect(toldLast().headers.cookie).toBeUndefined();
  });

  it("has no headers of the caller's connection, also those that Connection names", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    await ask("/api/agents", key, { headers: { connection: "close, X-Own, X-Auth-User", "x-own": "1", te: "trailers", "keep-alive": "5", upgrade: "h2c" } });
    const { headers } = toldLast();
    expect([headers["x-own"], headers["te"], headers["keep-alive"], headers["upgrade"], headers["x-auth-user"]]).toEqual([undefined, undefined, undefined, undefined, house.admin.id]);
  });

  it("is the whole path where the prefix stays", async () => {
    await ask("/api/whole/a?b", house.admin.token);
    expect([toldLast().url, toldLast().headers["x-forwarded-prefix"]]).toEqual(["/api/whole/a?b", undefined]);
  });

  it("is signed for it alone, by the published keys, for a minute", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    await ask("/api/agents", key);
    const token = toldLast().headers["x-auth-identity"] as string;
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: "ES256", typ: "identity+jwt" });
    const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${house.port}/oauth/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { issuer: "http://localhost:3000", audience: "http://localhost:3000/api/agents", typ: "identity+jwt" });
    expect(payload).toMatchObject({ sub: house.admin.id, username: "admin", email: "admin@example.com", role: "admin", groups: [], scope: "agents:read", credential: id });
    expect(payload.exp! - payload.iat!).toBe(60);
    await ask("/api/agents", key);
    expect(toldLast().headers["x-auth-identity"]).toBe(token);
    await ask("/api/whole", key);
    expect(toldLast().headers["x-auth-identity"]).not.toBe(token);
  });

  it("opens nothing in the house: an upstream cannot use it in its caller's name", async () => {
    const { key } = await house.makeKey();
    await ask("/api/agents", key);
    const token = toldLast().headers["x-auth-identity"] as string;
    for (const path of ["/api/v1/auth/verify", "/forward-auth", "/api/agents", "/mcp"]) expect([path, (await ask(path, token, path === "/mcp" ? { method: "POST" } : {})).status]).toEqual([path, 401]);
    for (const path of ["/api/v1/users/me", "/api/v1/api-keys"]) expect([path, (await house.send("GET", path, { token })).status]).toEqual([path, 401]);
    expect((await house.send("POST", "/api/v1/auth/refresh", { token })).status).toBe(401);
    expect((await house.send("POST", "/api/v1/api-keys/verify", { token: house.admin.token, body: { key: token } })).json).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
  });
});

describe("what the caller is told", () => {
  it("is the upstream's answer without what speaks for the whole host, or for this hop", async () => {
    house.answerWith((_request, response) => {
      response.writeHead(207, ["X-Own", "1", "Set-Cookie", "a=1; Path=/", "Set-Cookie", "keyhouse.session=stolen; Path=/", "Set-Cookie", "__Host-keyhouse.session=stolen; Path=/; Secure", "Connection", "close, X-Hop", "X-Hop", "1", "Keep-Alive", "timeout=1", "Strict-Transport-Security", "max-age=1", "Clear-Site-Data", '"*"', "Alt-Svc", "h3=x", "X-RateLimit-Limit", "9", "X-Request-Id", "theirs", "Service-Worker-Allowed", "/", "Content-Security-Policy", "default-src 'self'", "Content-Length", "2"]).end("ok");
    });
    const { status, headers, text } = await ask("/api/agents/public/a");
    expect([status, text, headers["x-own"], headers["set-cookie"]]).toEqual([207, "ok", "1", ["a=1; Path=/"]]);
    for (const name of ["x-hop", "strict-transport-security", "clear-site-data", "alt-svc", "service-worker-allowed"]) expect([name, headers[name]]).toEqual([name, undefined]);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "content-security-policy": "default-src 'self', sandbox", "x-request-id": expect.stringMatching(/^req_/) as string, "x-ratelimit-limit": "100000" });
  });

  it.each([
    ["the upstream's own address", () => `${house.upstreamOrigin}/next?a`, "/api/agents/next?a"],
    ["a path of the upstream", () => "/next", "/api/agents/next"],
    ["a path with the prefix, which it was told of", () => "/api/agents/next", "/api/agents/next"],
    ["a relative path", () => "next", "next"],
    ["another host", () => "https://example.com/x", "https://example.com/x"],
    ["another host, by its scheme-relative name", () => "//example.com/x", "//example.com/x"],
  ])("of a redirect to %s is where to find it", async (_title, location, expected) => {
    house.answerWith((_request, response) => void response.writeHead(302, { location: location() }).end());
    expect((await ask("/api/agents/public/a")).headers.location).toBe(expected);
  });

  it("is to be kept by nobody else, unless the upstream says otherwise", async () => {
    expect((await ask("/api/agents", house.admin.token)).headers["cache-control"]).toBe("private");
    house.answerWith((_request, response) => void response.writeHead(200, { "cache-control": "max-age=5" }).end());
    expect((await ask("/api/agents", house.admin.token)).headers["cache-control"]).toBe("max-age=5");
  });
});

describe("a path that one server reads in this way and another in that", () => {
  it.each(["/a%2fb", "/a%2Fadmin", "/a%5cb", "/a\\b", "/%00", "/a%0ab", "/..", "/../admin", "/a/./b", "/%2e%2e/admin", "/.%2e/admin", "/a/%2E", "//admin", "/a//b", "/%c0%ae%c0%ae/admin", "/%ff", "/%252e%252e/admin", "/a%252fb", "/public/..;/admin", "/admin;x=1", "/admin%3bx", "/%ef%bc%8e%ef%bc%8e/admin", "/a%ef%bc%8fb", "/ADMIN/x", "/Admin/x", "/%41dmin/x", "/PUBLIC/x"])("is refused with 400 and does not reach the upstream: %s", async (path) => {
    const answer = await ask(`/api/agents${path}`, house.admin.token);
    expect([answer.status, answer.json["code"]]).toEqual([400, "BAD_REQUEST"]);
    expect(house.told).toEqual([]);
  });

  it("is matched as it is decoded, and passed on as it was written", async () => {
    const { key } = await house.makeKey();
    expect((await ask("/api/agents/%70ublic/%C3%BC%20x?a=%2F..%2F", key)).status).toBe(200);
    expect(toldLast().url).toBe("/%70ublic/%C3%BC%20x?a=%2F..%2F");
    expect((await ask("/api/agents/%61dmin/x", viewer.token)).status).toBe(403);
  });
});

it("all instances follow: what another one declared in the database is served at the next request", async () => {
  const other = await openChangeFeed({ databaseUrl: house.databaseUrl });
  const announced = await db().$transaction(async (tx) => {
    await tx.protectedApi.create({ data: { id: "api_other", name: "Elsewhere", prefix: "/api/elsewhere", upstream: house.upstreamOrigin, rules: [{ methods: ["GET"], path: "/**", layer: 0 }] } });
    return other.announce(tx, [tagOf.protectedApis]);
  });
  await other.publish([tagOf.protectedApis], announced);
  expect((await ask("/api/elsewhere")).status).toBe(200);
  await other.close();
});
