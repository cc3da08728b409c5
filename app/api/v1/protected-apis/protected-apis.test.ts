import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startHttpServer } from "@/lib/testing/http-server";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
});
afterAll(() => house.close());

const sound = { name: "Agents", prefix: "/api/agents", upstream: "http://127.0.0.1:9/v2/", rules: [{ methods: ["GET"], path: "/**", scope: "agents:read" }] };
type Made = { id: string; health: object };
const make = (body: object) => house.send("POST", "/api/v1/protected-apis", { token: admin.token, body });
const change = (id: string, body: object) => house.send("PATCH", `/api/v1/protected-apis/${id}`, { token: admin.token, body });
const remove = (id: string) => house.send("DELETE", `/api/v1/protected-apis/${id}`, { token: admin.token });

describe("a protected API", () => {
  it("is made, shown, listed, changed and deleted, each act in the audit log", async () => {
    const made = await make(sound);
    expect([made.status, made.json]).toMatchObject([201, { prefix: "/api/agents", url: "http://localhost:3000/api/agents", upstream: "http://127.0.0.1:9/v2", rules: sound.rules, is_enabled: true, strip_prefix: true, timeout_seconds: 30, max_body_bytes: 10_485_760, is_mcp_server: false, source: "page", health: { status: "unknown", consecutive_failures: 0 } }]);
    const { id } = made.json as Made;
    expect(id).toMatch(/^api_[a-z0-9]{26}$/);
    expect((await house.send("GET", `/api/v1/protected-apis/${id}`, { token: admin.token })).json).toEqual(made.json);
    expect((await house.send("GET", "/api/v1/protected-apis", { token: admin.token })).json).toEqual({ data: [made.json] });
    const changed = await change(id, { timeout_seconds: 5, rules: [{ methods: ["*"], path: "/", layer: 0 }] });
    expect([changed.status, changed.json]).toMatchObject([200, { timeout_seconds: 5, name: "Agents", rules: [{ methods: ["*"], path: "/", layer: 0 }] }]);
    expect((await remove(id)).status).toBe(200);
    expect((await remove(id)).status).toBe(404);
    const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { sequence: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["protected_api.created", "protected_api.updated", "protected_api.deleted"]);
  });

  it("is an administrator's business", async () => {
    const { token } = await house.signUp();
    expect((await house.send("POST", "/api/v1/protected-apis", { token, body: sound })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "admin" });
    expect((await house.send("GET", "/api/v1/protected-apis", { token })).status).toBe(403);
  });

  it("that is declared in a file is changed there and nowhere else", async () => {
    const { id } = (await make(sound)).json as Made;
    await db().protectedApi.update({ where: { id }, data: { source: "file" } });
    for (const answer of [await change(id, { name: "Other" }), await remove(id)]) expect([answer.status, answer.json]).toMatchObject([409, { code: "CONFLICT", error: expect.stringContaining("PROTECTED_APIS_FILE") as string }]);
    await db().protectedApi.deleteMany();
  });
});

describe("a declaration is refused, with the place and the reason,", () => {
  const rules = (...list: object[]) => ({ ...sound, rules: list });
  it.each([
    ["without a rule", rules(), "rules", /at least one rule/],
    ["with an unknown scope", rules({ methods: ["GET"], path: "/", scope: "ships:read" }), "rules.0.scope", /no scope "ships:read"/],
    ["with an unknown role", rules({ methods: ["GET"], path: "/", roles: ["king"] }), "rules.0.roles.0", /./],
    ["with an unknown method", rules({ methods: ["TRACE"], path: "/" }), "rules.0.methods.0", /./],
    ["with a layer 0 that asks for something", rules({ methods: ["GET"], path: "/", layer: 0, groups: ["a"] }), "rules.0.layer", /lets everybody in/],
    ["with ** in the middle", rules({ methods: ["GET"], path: "/**/a" }), "rules.0.path", /\*\* may only be the end/],
    ["with * in a word", rules({ methods: ["GET"], path: "/a*" }), "rules.0.path", /whole segment/],
    ["with a dot segment", rules({ methods: ["GET"], path: "/a/../b" }), "rules.0.path", /\.\./],
    ["with an escape", rules({ methods: ["GET"], path: "/a%2fb" }), "rules.0.path", /escapes/],
    ["with an empty segment", rules({ methods: ["GET"], path: "/a//b" }), "rules.0.path", /empty segment/],
    ["with two rules for the same", rules({ methods: ["GET", "PUT"], path: "/a" }, { methods: ["PUT"], path: "/a" }), "rules.1.path", /the first/],
    ["with an unknown member", { ...sound, upstreams: [] }, "upstreams", /not a field/],
    ["with another scheme", { ...sound, upstream: "ftp://a" }, "upstream", /http/],
    ["with a password in the address", { ...sound, upstream: "http://a:b@c" }, "upstream", /password/],
    ["with a query in the address", { ...sound, upstream: "http://a/?b" }, "upstream", /query/],
    ["with this house as the upstream", { ...sound, upstream: "http://localhost:3000/x" }, "upstream", /loop/],
    ["with this house by another of its names", { ...sound, upstream: "http://127.0.0.1:3000" }, "upstream", /loop/],
    ["with an authority for plain http", { ...sound, ca_certificate: "x" }, "ca_certificate", /https/],
    ["with an authority that is none", { ...sound, upstream: "https://a", ca_certificate: "x" }, "ca_certificate", /PEM/],
    ["with tools that are no MCP server's", { ...sound, tools: [{ name: "read_*" }] }, "tools", /\/mcp\//],
    ["with a tool of an unknown scope", { ...sound, prefix: "/mcp/files", tools: [{ name: "a", scope: "ships:read" }] }, "tools.0.scope", /no scope/],
  ])("%s", async (_title, body, path, message) => {
    const answer = await make(body);
    expect([answer.status, answer.json]).toMatchObject([400, { code: "VALIDATION_FAILED", issues: [{ path, message: expect.stringMatching(message) as string }] }]);
  });

  it.each(["/API/agents", "/api/agents/", "api/agents", "/", "/a/b/c/d/e", "/a//b", "/.well-known/x", "/_next/x", "/a/../b", "/a b"])("with the prefix %j, which has another shape", async (prefix) => {
    expect((await make({ ...sound, prefix })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "prefix" }] });
  });

  it.each(["/api", "/api/v1", "/mcp", "/oauth", "/oauth/x", "/api/api-keys", "/api/v1/api-keys/mine", "/api/auth/x", "/api/login", "/dashboard/x", "/docs", "/health", "/metrics", "/forward-auth/x", "/admin/x", "/status", "/device"])("with the prefix %s, which the house answers", async (prefix) => {
    const { json } = await make({ ...sound, prefix });
    expect(json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "prefix", message: expect.stringContaining("Keyhouse itself") as string }] });
  });

  it("with the prefix of any page or file that the house has", async () => {
    const top = readdirSync("app", { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => (name.startsWith("(") ? readdirSync(`app/${name}`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [name]));
    const names = [...new Set([...top, ...readdirSync("public")])].filter((name) => /^[a-z]/.test(name));
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) expect([name, (await make({ ...sound, prefix: `/${name}` })).status]).toEqual([name, 400]);
  });

  it("with a prefix that overlaps with another protected API's, which is named", async () => {
    const { id } = (await make({ ...sound, prefix: "/api/maps/v2" })).json as Made;
    for (const prefix of ["/api/maps", "/api/maps/v2", "/api/maps/v2/tiles"]) expect([prefix, (await make({ ...sound, prefix })).json]).toMatchObject([prefix, { code: "CONFLICT", field: "prefix", error: expect.stringContaining("/api/maps/v2 of the protected API \"Agents\"") as string }]);
    const beside = (await make({ ...sound, prefix: "/api/maps-old" })).json as Made;
    expect((await change(beside.id, { prefix: "/api/maps" })).status).toBe(409);
    expect((await change(id, { prefix: "/api/maps" })).status).toBe(200);
    await db().protectedApi.deleteMany();
  });

  it("where two of eight that come at once overlap", async () => {
    const answers = await Promise.all(["", "/a", "/a/b", "/c"].flatMap((tail) => [make({ ...sound, prefix: `/api/race${tail}` }), make({ ...sound, prefix: `/api/race${tail}` })]));
    const kept = (await db().protectedApi.findMany()).map(({ prefix }) => prefix);
    expect(answers.filter(({ status }) => status === 201).length).toBe(kept.length);
    for (const one of kept) for (const other of kept) if (one !== other) expect(`${one}/`.startsWith(`${other}/`)).toBe(false);
    await db().protectedApi.deleteMany();
  });
});

describe("the check of an upstream", () => {
  it("says what it answers, or in words what is wrong, and is remembered as its health", async () => {
    const server = await startHttpServer((_request, response) => void response.writeHead(404).end());
    const { id } = (await make({ ...sound, upstream: `http://127.0.0.1:${server.port}` })).json as Made;
    const check = async () => (await house.send("POST", `/api/v1/protected-apis/${id}/check`, { token: admin.token })).json;
    const health = async () => ((await house.send("GET", `/api/v1/protected-apis/${id}`, { token: admin.token })).json as Made).health;
    expect(await check()).toMatchObject({ reachable: true, status: 404 });
    expect(await health()).toMatchObject({ status: "up", consecutive_failures: 0 });
    await server.close();
    expect(await check()).toMatchObject({ reachable: false, error: "the connection was refused: nothing listens there" });
    expect(await health()).toMatchObject({ status: "down", consecutive_failures: 1, last_failure: "the connection was refused: nothing listens there" });
  });
});
