import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodPassword, type Person } from "@/lib/testing/house";
import { serveHouse, type ServedHouse } from "@/lib/testing/serve-house";
import { createClient } from "@keyhouse/client";
import * as forExpress from "@keyhouse/client/express";
import * as forFastify from "@keyhouse/client/fastify";
import * as forHono from "@keyhouse/client/hono";
import * as forNext from "@keyhouse/client/next";
import { createVerifier, type Verifier } from "@keyhouse/client/verifier";
import { serve, type Served } from "../testing/serve";

let house: ServedHouse;
let person: Person;
let verifier: Verifier;
let keys: Record<"reader" | "writer" | "elsewhere" | "slow", string>;
const servers: Served[] = [];

const read = { scopes: ["agents:read"] };
const write = { scopes: ["agents:write"] };

/** One small API, once in each framework. */
const frameworks: Record<string, () => Promise<Served>> = {
  async Express() {
    const app = express();
    app.get("/agents", forExpress.requireAuth(verifier, read), (request, response) => void response.json({ user: forExpress.getPrincipal(request).user.username }));
    app.post("/agents", forExpress.requireAuth(verifier, write), (_request, response) => void response.status(201).json({}));
    app.get("/open", forExpress.requireAuth(verifier, { optional: true }), (request, response) => void response.json({ user: forExpress.findPrincipal(request)?.user.username ?? "nobody" }));
    return serve(app);
  },
  async Fastify() {
    const server = fastify();
    server.get("/agents", { onRequest: forFastify.requireAuth(verifier, read) }, (request, reply) => reply.send({ user: forFastify.getPrincipal(request).user.username }));
    server.post("/agents", { onRequest: forFastify.requireAuth(verifier, write) }, (_request, reply) => reply.code(201).send({}));
    server.get("/open", { preHandler: forFastify.requireAuth(verifier, { optional: true }) }, (request, reply) => reply.send({ user: forFastify.findPrincipal(request)?.user.username ?? "nobody" }));
    await server.ready();
    return serve((request, response) => server.routing(request, response));
  },
  async Hono() {
    const app = new Hono<{ Bindings: { address: string } }>();
    const clientIp = (c: { env: { address: string } }) => c.env.address;
    app.get("/agents", forHono.requireAuth(verifier, { ...read, clientIp }), (c) => c.json({ user: forHono.getPrincipal(c).user.username }));
    app.post("/agents", forHono.requireAuth(verifier, { ...write, clientIp }), (c) => c.json({}, 201));
    app.get("/open", forHono.requireAuth(verifier, { optional: true, clientIp }), (c) => c.json({ user: forHono.findPrincipal(c)?.user.username ?? "nobody" }));
    return serve((request, address) => app.fetch(request, { address }), "web");
  },
  async "Next route handlers"() {
    const clientIp = (request: Request) => request.headers.get("x-address") ?? undefined;
    const get = forNext.withAuth(verifier, { ...read, clientIp }, (_request, _context: { params: Promise<object> }, principal) => Response.json({ user: principal.user.username }));
    const post = forNext.withAuth(verifier, { ...write, clientIp }, () => Response.json({}, { status: 201 }));
    return serve((request, address) => {
      const seen = new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-address": address } });
      return (request.method === "POST" ? post : get)(seen, { params: Promise.resolve({}) });
    }, "web");
  },
};

beforeAll(async () => {
  house = await serveHouse();
  const admin = await house.signUp("admin");
  person = await house.signUp();
  const clientOf = (apiToken: string) => createClient({ baseUrl: house.origin, apiToken, env: {} });
  await clientOf(admin.token).users.update(person.id, { role: "developer" });
  const { key: apiToken } = await clientOf(admin.token).apiKeys.create({ name: "verifier", scopes: ["tokens:verify"] });
  verifier = createVerifier({ issuer: house.origin, apiToken });
  const make = async (body: object) => (await clientOf(person.token).apiKeys.create({ name: "robot", ...body })).key;
  keys = {
    reader: await make({ scopes: ["agents:read"] }),
    writer: await make({ scopes: ["agents:write"] }),
    elsewhere: await make({ allowed_ips: ["192.0.2.0/24"] }),
    slow: await make({ rate_limit_per_minute: 1 }),
  };
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await house.close();
});

describe.each(Object.entries(frameworks))("%s", (name, start) => {
  let origin: string;
  beforeAll(async () => {
    const server = await start();
    servers.push(server);
    origin = server.origin;
  });

  const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(origin + path, { method, headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it("lets a good key in, in either header, and a good token, and knows who calls", async () => {
    for (const headers of [bearer(keys.reader), { "x-api-key": keys.writer }, bearer(person.token)]) {
      expect(await call("GET", "/agents", headers)).toMatchObject({ status: 200, body: { user: person.username } });
    }
    expect(await call("POST", "/agents", bearer(keys.writer))).toMatchObject({ status: 201 });
  });

  it("answers 401 without a credential and for a bad one, with a challenge", async () => {
    const none = await call("GET", "/agents");
    expect(none).toMatchObject({ status: 401, body: { success: false, error: "Authentication required", code: "AUTH_REQUIRED", request_id: expect.stringMatching(/^req_/) } });
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="Keyhouse"');
    expect(none.headers.get("cache-control")).toBe("no-store");
    const bad = await call("GET", "/agents", bearer("sk_live_nonsense"));
    expect(bad).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
    expect(bad.headers.get("www-authenticate")).toBe('Bearer error="invalid_token", error_description="Invalid token"');
    expect(await call("GET", "/agents", { authorization: "Basic eDp5" })).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
  });

  it("answers 403 without the scope, and names it", async () => {
    const answer = await call("POST", "/agents", bearer(keys.reader));
    expect(answer).toMatchObject({ status: 403, body: { error: "Insufficient permissions", code: "FORBIDDEN", required_scope: "agents:write" } });
    expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
    expect(answer.headers.get("www-authenticate")).toContain('scope="agents:write"');
  });

  it("answers 403 from an address that the key is not for", async () => {
    expect(await call("GET", "/agents", bearer(keys.elsewhere))).toMatchObject({ status: 403, body: { code: "IP_NOT_ALLOWED" } });
  });

  it("answers 400 for two credentials", async () => {
    expect(await call("GET", "/agents", { ...bearer(keys.reader), "x-api-key": keys.writer })).toMatchObject({ status: 400, body: { code: "BAD_REQUEST" } });
  });

  // a route handler of Next without a check needs no wrapper
  if (name !== "Next route handlers") it("lets anybody pass where a credential is optional, and refuses a bad one there too", async () => {
    expect(await call("GET", "/open")).toMatchObject({ status: 200, body: { user: "nobody" } });
    expect(await call("GET", "/open", bearer(keys.reader))).toMatchObject({ status: 200, body: { user: person.username } });
    expect(await call("GET", "/open", bearer("sk_live_nonsense"))).toMatchObject({ status: 401 });
  });
});

it("a key over its limit is answered 429 with Retry-After", async () => {
  const strict = createVerifier({ issuer: house.origin, apiToken: await newVerifierKey(), cacheSeconds: 0 });
  const handler = forNext.withAuth(strict, {}, () => Response.json({}));
  const statuses: Response[] = [];
  for (let number = 0; number < 2; number++) statuses.push(await handler(new Request("http://api.example.com/", { headers: { authorization: `Bearer ${keys.slow}` } }), {}));
  expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
  expect(Number(statuses[1]!.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await statuses[1]!.json()).toMatchObject({ code: "RATE_LIMITED" });
});

it("a server that cannot be asked is answered 503, without a word of why, and the application is told", async () => {
  const told: unknown[] = [];
  const away = createVerifier({ issuer: "http://localhost:1", apiToken: "sk_live_x" });
  const handler = forNext.withAuth(away, { onRefused: (error) => void told.push(error) }, () => Response.json({}));
  const response = await handler(new Request("http://api.example.com/", { headers: { authorization: `Bearer ${keys.reader}` } }), {});
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ error: "Temporarily unavailable", code: "UNAVAILABLE" });
  expect(told).toHaveLength(1);
});

async function newVerifierKey(): Promise<string> {
  const { token } = (await house.send("POST", "/api/v1/auth/login", { body: { username: "admin", password: goodPassword } })).json as { token: string };
  return (await createClient({ baseUrl: house.origin, apiToken: token, env: {} }).apiKeys.create({ name: "verifier", scopes: ["tokens:verify"] })).key;
}
