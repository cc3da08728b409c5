import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract } from "@/lib/contract";
import type { RouteDefinition } from "@/lib/contract/define-route";
import type { House, Person } from "@/lib/testing/house";
import { callSample, openMatrixHouse, pathOf, routeCases, unknownOf, withoutRequestId, withRole } from "@/lib/testing/matrix";
import { samples, type RouteName, type SampleId } from "@/lib/testing/samples";
import { isMounted, mountedHandlers, type Answered, type Sent } from "@/lib/testing/send";

const cases = (wanted: (route: RouteDefinition) => boolean) => routeCases(wanted);

let house: House;
let admin: Person;

beforeAll(async () => {
  house = await openMatrixHouse();
  admin = await house.signUp("admin");
});
afterAll(() => house.close());

/** Calls the route as its sample says, with the given credential. */
const call = (name: RouteName, owner: Person, sent: Sent, id?: SampleId): Promise<Answered> => callSample(house, name, owner, sent, id);

describe("every mounted route", () => {
  it("is declared in the contract, at its own path and method; what is not declared answers 405 or 404 in the same shape", async () => {
    const declared = new Map(cases(() => true).map(([, name, route]) => [route, name]));
    const found = new Set<unknown>();
    for (const { file, method, path, handler } of await mountedHandlers()) {
      // a proxy asks with the method, and some with the path, of what it protects
      if (file.includes("/forward-auth/")) {
        found.add(contract.forwardAuth);
        continue;
      }
      const { route } = handler;
      if (route) {
        found.add(route);
        expect([file, method, declared.has(route as RouteDefinition), route.method]).toEqual([file, method, true, method]);
        expect([route.path, ...(route.aliases ?? [])]).toContain(path);
      } else {
        const answer = await house.send(method, path.replace(/\[\.\.\.\w+\]|\{\w+\}/g, "no-such-thing"));
        expect([file, method, answer.status, answer.json]).toMatchObject([file, method, file.includes("[...") ? 404 : 405, { success: false, code: file.includes("[...") ? "NOT_FOUND" : "METHOD_NOT_ALLOWED" }]);
      }
    }
    const apiRoutes = cases((route) => route.path.startsWith("/api/")).map(([, , route]) => route);
    expect(apiRoutes.filter((route) => !found.has(route)).map(({ path }) => path)).toEqual([]);
  });
});

describe("every declared route", () => {
  it.each(cases(() => true))("%s is mounted", (_title, _name, route) => {
    expect(isMounted(pathOf(route, "x"))).toBe(true);
  });

  it.each(cases((route) => route.auth !== "anonymous"))("%s answers 401 AUTH_REQUIRED without a credential, before it looks at the body", async (_title, _name, route) => {
    const answer = await house.send(route.method, pathOf(route, "x"), route.body ? { raw: "not json", headers: { "content-type": "text/plain" } } : {});
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ success: false, code: "AUTH_REQUIRED", error: "Authentication required" });
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="Keyhouse"');
  });

  it.each(cases((route) => route.auth !== "anonymous"))("%s answers 401 INVALID_TOKEN to a tampered token and never falls back to the cookie", async (_title, _name, route) => {
    const person = await house.signUp();
    const answer = await house.send(route.method, pathOf(route, "x"), { token: `${person.token.slice(0, -4)}AAAA`, cookie: person.cookie });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ code: "INVALID_TOKEN" });
    expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it.each(cases((route) => Boolean(route.scope) && !route.endsOwnAccess))("%s answers 403 with required_scope to a session whose role does not reach it, or to a key without it", async (_title, name, route) => {
    const person = await house.signUp();
    const weak = route.auth === "credential" ? { apiKey: await keyWith(["models:read"], person) } : { token: (await asViewer(person)).token };
    const answer = await call(name, admin, weak, "x");
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: "FORBIDDEN", required_scope: route.scope });
    expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
  });

  it.each(cases((route) => Boolean(route.endsOwnAccess)))("%s lets a person end their own access, also as a viewer who may write nothing", async (_title, name, route) => {
    const person = await house.signUp();
    await house.send("POST", "/api/v1/users/me/api-token", { token: person.token });
    const id = await samples[name].id?.(house, person);
    await asViewer(person);
    expect((await call(name, person, { token: person.token }, id)).status).toBe(route.status);
  });

  it.each(cases((route) => route.auth === "user" || route.auth === "session"))("%s answers 403 to an API key: a key never creates or changes credentials", async (_title, name) => {
    const person = await house.signUp();
    const answer = await call(name, admin, { apiKey: await keyWith(undefined, person) }, "x");
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: "FORBIDDEN" });
  });

  it.each(cases((route) => route.path.includes("{id}")).filter(([, name]) => !samples[name].asAdmin))("%s answers a foreign id and an unknown one with the same 404, byte for byte", async (_title, name) => {
    const [owner, stranger] = [await house.signUp(), await house.signUp()];
    const foreignId = await samples[name].id!(house, owner);
    const foreign = await call(name, stranger, { token: stranger.token }, foreignId);
    const unknown = await call(name, stranger, { token: stranger.token }, unknownOf(foreignId));
    expect(foreign.status).toBe(404);
    expect(withoutRequestId(foreign.text)).toBe(withoutRequestId(unknown.text));
    expect([...foreign.headers.keys()]).toEqual([...unknown.headers.keys()]);
  });

  it.each(cases(() => true).filter(([, name]) => samples[name].asAdmin))("%s answers 403 to whoever is no administrator, the same for what exists and what does not", async (_title, name, route) => {
    const [owner, stranger] = [await house.signUp(), await house.signUp()];
    const existing = await call(name, owner, { token: stranger.token }, await samples[name].id?.(house, owner.id === admin.id ? owner : { ...owner, token: admin.token }));
    const unknown = await call(name, owner, { token: stranger.token }, "01900000-0000-7000-8000-000000000000");
    expect([existing.status, unknown.status]).toEqual([403, 403]);
    expect(withoutRequestId(existing.text)).toBe(withoutRequestId(unknown.text));
    expect(existing.json).toMatchObject({ code: "FORBIDDEN", required_scope: route.scope });
  });

  it.each(cases((route) => Boolean(route.body) && !route.bodyOptional))("%s answers 400 to {}, to an unknown field and to a field of the wrong type", async (_title, name, route) => {
    const person = await house.signUp();
    const good = (await samples[name].body!(house, person)) as Record<string, unknown>;
    const first = Object.keys(good)[0]!;
    for (const body of [{}, { ...good, is_admin: true }, { ...good, [first]: { contains: "a" } }, [], "text", null]) {
      const answer = await call(name, person, { token: admin.token, body });
      expect([route.path, answer.status, (answer.json as { code: string }).code]).toEqual([route.path, 400, "VALIDATION_FAILED"]);
      expect((answer.json as { issues: unknown[] }).issues.length).toBeGreaterThan(0);
    }
  });

  it.each(cases((route) => Boolean(route.query?.shape.cursor)))("%s refuses a limit outside 1 to 100, and a cursor that never was one", async (_title, _name, route) => {
    for (const query of ["limit=0", "limit=101", "limit=abc", "limit=", "cursor=", "cursor=!", `cursor=${"a".repeat(201)}`, "cursor=Never-one"]) {
      const answer = await house.send(route.method, `${pathOf(route, "x")}?${query}`, { token: admin.token });
      expect([route.path, query, answer.status, (answer.json as { code: string }).code]).toEqual([route.path, query, 400, "VALIDATION_FAILED"]);
    }
  });

  it.each(cases((route) => Boolean(route.body)))("%s refuses bodies that are no JSON, too large, of another type, or say a thing twice", async (_title, _name, route) => {
    const json = { "content-type": "application/json" };
    const target = pathOf(route, "x");
    const ask = async (raw: BodyInit, headers: Record<string, string> = json) => {
      const answer = await house.send(route.method, target, { token: admin.token, raw, headers });
      return [answer.status, (answer.json as { code: string }).code];
    };
    expect(await ask("{")).toEqual([400, "BAD_REQUEST"]);
    expect(await ask('{"a":1,"a":2}')).toEqual([400, "BAD_REQUEST"]);
    expect(await ask('{"a":"\\u0000"}')).toEqual([400, "BAD_REQUEST"]);
    expect(await ask('{"a":"\\ud800"}')).toEqual([400, "BAD_REQUEST"]);
    expect(await ask(new Uint8Array([0x22, 0xff, 0x22]))).toEqual([400, "BAD_REQUEST"]);
    expect(await ask("[".repeat(100) + "]".repeat(100))).toEqual([400, "BAD_REQUEST"]);
    expect(await ask(JSON.stringify({ a: "x".repeat(70_000) }))).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    expect(await ask("a=1", { "content-type": "application/x-www-form-urlencoded" })).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it.each(cases(() => true))("%s answers its sample as declared, with request id and limits on it", async (_title, name, route) => {
    const person = await house.signUp();
    await house.send("POST", "/api/v1/users/me/api-token", { token: person.token });
    const caller = samples[name].asAdmin ? admin : person;
    const id = await samples[name].id?.(house, { ...person, token: caller.token });
    const answer = await call(name, person, { token: caller.token }, id);
    expect([answer.status, answer.text]).toEqual([route.status, answer.text]);
    expect(route.response.safeParse(route.media ? answer.text : answer.json).success).toBe(true);
    expect(answer.headers.get("x-request-id")).toMatch(/^req_[0-9a-z]{26}$/);
    for (const header of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy"]) expect(answer.headers.get(header)).toBeTruthy();
    // the key set alone is the same for everybody, and meant to be kept
    expect(answer.headers.get("cache-control")).toBe(route.path === "/oauth/jwks.json" ? "public, max-age=300" : "no-store");
  });

  it.each(cases((route) => route.auth !== "anonymous" && route.rateLimit !== "verification"))("%s answers 429 with Retry-After once the credential has spent its minute", async (_title, _name, route) => {
    const person = await house.signUp();
    const key = await keyWith(undefined, person, 1);
    const first = await house.send("GET", "/api/v1/auth/verify", { apiKey: key });
    expect(first.headers.get("x-ratelimit-remaining")).toBe("0");
    const second = await house.send(route.method, pathOf(route, "x"), { apiKey: key });
    expect(second.status).toBe(429);
    expect(second.json).toMatchObject({ code: "RATE_LIMITED" });
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

const asViewer = (person: Person) => withRole(person, "viewer");

async function keyWith(scopes: string[] | undefined, person: Person, rate?: number): Promise<string> {
  const body = { name: "For a test", ...(scopes && { scopes }), ...(rate && { rate_limit_per_minute: rate }) };
  const answer = await house.send("POST", "/api/v1/api-keys", { token: person.token, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { key: string }).key;
}
