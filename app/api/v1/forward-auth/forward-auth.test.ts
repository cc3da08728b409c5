import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { finishLater } from "@/lib/later";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
  person = await house.signUp("plain");
});
afterAll(() => house.close());

const makeKey = async (body: object = {}) => (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "A key", ...body } })).json as { id: string; key: string; organization_id: string };
const ask = (query: string, sent: object) => house.send("GET", `/api/v1/forward-auth${query}`, sent);

describe("204", () => {
  it("tells the server behind who calls, in headers", async () => {
    const { id, key, organization_id } = await makeKey({ scopes: ["agents:read", "triggers:read"] });
    await db().user.update({ where: { id: person.id }, data: { groups: ["maps", "Köln, Süd"] } });
    await changeFeed().publish([tagOf.user(person.id)]);
    const answer = await ask("?scope=agents:read", { apiKey: key });
    expect(answer.status).toBe(204);
    expect(answer.text).toBe("");
    expect(Object.fromEntries([...answer.headers].filter(([name]) => name.startsWith("x-auth-")))).toEqual({
      "x-auth-user": person.id,
      "x-auth-username": "plain",
      "x-auth-email": "plain@example.com",
      "x-auth-role": "user",
      "x-auth-groups": "maps,K%C3%B6ln%2C S%C3%BCd",
      "x-auth-scopes": "agents:read triggers:read",
      "x-auth-organization": organization_id,
      "x-auth-credential": id,
    });
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("99999");
  });

  it("says each of them, empty where there is nothing to say, so that no proxy lets one through that a caller made up", async () => {
    const nobody = await house.signUp();
    expect((await ask("", { token: nobody.token })).headers.get("x-auth-groups")).toBe("");
    expect((await ask("", { token: nobody.token })).headers.get("x-auth-organization")).toBe("");
  });

  it("below its path and by any method, as proxies ask", async () => {
    const { key } = await makeKey();
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      for (const path of ["", "/agents/7", "/agents?role=admin&scope=admin"]) expect((await house.send(method, `/api/v1/forward-auth${path}`, { apiKey: key })).status).toBe(204);
    }
  });

  it("takes keys and tokens alike, and an access token for the resource that the proxy names", async () => {
    const app = await connectApp(person, { scopes: ["agents:read"] });
    expect((await ask("?scope=agents:read", { token: person.token })).status).toBe(204);
    expect((await ask("?scope=agents:read", { token: app.token })).status).toBe(204);
    expect((await ask(`?resource=${encodeURIComponent("http://localhost:3000/mcp/")}`, { token: app.token })).status).toBe(204);
  });

  it("for a role and a group that the person has", async () => {
    expect((await ask("?role=user&group=ops,maps", { token: person.token })).status).toBe(204);
  });
});

describe("401", () => {
  it("without a credential, with an unknown one, and from the request after its revocation", async () => {
    const { id, key } = await makeKey();
    expect((await ask("", {})).json).toMatchObject({ success: false, code: "AUTH_REQUIRED" });
    expect((await ask("", { apiKey: `${key.slice(0, -1)}x` })).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await ask("", { apiKey: key })).status).toBe(204);
    await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: person.token });
    const answer = await ask("", { apiKey: key });
    expect(answer.json).toMatchObject({ code: "INVALID_TOKEN" });
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("the portal's cookie does not count: the server behind would act for a page of another site", async () => {
    expect((await ask("", { cookie: person.cookie })).json).toMatchObject({ code: "AUTH_REQUIRED" });
  });

  it("an access token for another resource than the one that the proxy protects", async () => {
    const app = await connectApp(person, { scopes: ["agents:read"] });
    const askFor = (resource: string) => ask(`?resource=${encodeURIComponent(resource)}`, { token: app.token });
    expect((await askFor("http://localhost:3000/api")).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await askFor("https://maps.example/mcp")).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await askFor("not an address")).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await askFor("HTTP://LOCALHOST:3000/mcp")).status).toBe(204);
  });
});

describe("403", () => {
  it("names the scope, the role or the group that is missing", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"] });
    expect((await ask("?scope=agents:read,triggers:read", { apiKey: key })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "triggers:read" });
    expect((await ask("?role=developer", { apiKey: key })).json).toMatchObject({ code: "FORBIDDEN", required_role: "developer" });
    expect((await ask("?group=ops", { apiKey: key })).json).toMatchObject({ code: "FORBIDDEN", error: expect.stringContaining("ops") });
  });

  it("what a proxy demands in its part of the path holds, whatever the caller's own query says", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"] });
    const below = (path: string) => house.send("POST", `/api/v1/forward-auth/${path}`, { apiKey: key });
    expect((await below("scope=triggers:read/agents?scope=agents:read")).json).toMatchObject({ required_scope: "triggers:read" });
    expect((await below("scope=agents:read&role=developer/agents/7")).json).toMatchObject({ required_role: "developer" });
    expect((await below("scope=agents:read&role=user/agents?role=admin")).status).toBe(204);
  });

  it.each(["x-forwarded-uri", "x-original-uri", "x-original-url"])("a key in the address of the request that the proxy holds, told in %s; its owner is told", async (header) => {
    const [{ key }, exposed] = [await makeKey(), await makeKey()];
    expect((await ask("", { apiKey: key, headers: { [header]: `/things?token=${exposed.key}` } })).json).toMatchObject({ code: "FORBIDDEN", error: expect.stringContaining("Authorization: Bearer") });
    expect((await ask("", { apiKey: key, headers: { [header]: "/things?token=sk_live_short" } })).status).toBe(204);
    await finishLater();
    expect((await db().credential.findUniqueOrThrow({ where: { id: exposed.id } })).seenInUrlAt).not.toBeNull();
  });

  it("a key that may not be used from that address", async () => {
    const { key } = await makeKey({ allowed_ips: ["203.0.113.0/24"] });
    expect((await ask("", { apiKey: key, from: "198.51.100.1" })).json).toMatchObject({ code: "IP_NOT_ALLOWED" });
  });
});

it("429 once the key's minute is used up, and the limit is the same as everywhere", async () => {
  const { key } = await makeKey({ rate_limit_per_minute: 3 });
  const answers = [];
  for (let call = 0; call < 4; call++) answers.push((await ask("", { apiKey: key })).status);
  expect(answers).toEqual([204, 204, 204, 429]);
  expect((await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).status).toBe(429);
});
