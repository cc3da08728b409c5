import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticateSession } from "@/lib/access/authenticate";
import { readSessionCookie } from "@/lib/auth/session-cookie";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { getConsentRequest } from "@/lib/oauth/authorize/consent";
import type { House, Person } from "@/lib/testing/house";
import { authorizePath, begin, Browser, connect, decide, exchange, getCode, locationOf, loopbackUri, redirectUri, registerClient, type TestClient } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse());
});
afterAll(() => house.close());

const origin = { requestId: "req_test", ip: "127.0.0.1", userAgent: "test" };

/** What the consent page would show this browser. */
async function pageOf(browser: Browser, handle: string) {
  const principal = await authenticateSession((await readSessionCookie(browser.cookie))!, origin);
  return getConsentRequest({ ...origin, principal }, handle, /keyhouse\.consent=([^;]+)/.exec(browser.cookie)?.[1]);
}

const paramsOf = (answer: { headers: Headers }) => Object.fromEntries(locationOf(answer as never).searchParams);

describe("the consent page", () => {
  it("shows who asks, where the answer goes, for what, and as whom", async () => {
    const browser = new Browser(house, person);
    const page = await pageOf(browser, await begin(browser, client, { scope: "agents:read keys:write" }));
    expect(page).toMatchObject({
      state: "ask",
      client: { name: "Test app", verified: false, kind: "dynamic" },
      redirect: { host: "app.example.com", kind: "web" },
      loopback_warning: false,
      resource: { uri: "http://localhost:3000/mcp", own: true },
      offer: { scopes: [{ name: "agents:read", description: expect.any(String), required: false, granted: false }, { name: "keys:write" }], organizations: [{ personal: true }], lifetimes: [{ seconds: 900 }, { seconds: 3600 }, { seconds: 86_400 }, { seconds: 604_800 }, { seconds: 2_592_000 }] },
      account: { id: person.id, username: person.username },
    });
  });

  it("warns where any program on the machine could have asked", async () => {
    const native = await registerClient(house, { redirect_uris: [loopbackUri] });
    const browser = new Browser(house, person);
    const page = await pageOf(browser, await begin(browser, native, { redirect_uri: loopbackUri }));
    expect(page).toMatchObject({ loopback_warning: true, remember_needs_asking: true, redirect: { host: "127.0.0.1", kind: "loopback" } });
  });
});

describe("a decision", () => {
  it("to allow goes back to the client by 303 with code, state and iss", async () => {
    const browser = new Browser(house, person);
    const answer = await decide(browser, await begin(browser, client, { scope: "agents:read" }), { scope: "agents:read" });
    expect(answer.status).toBe(303);
    expect(paramsOf(answer)).toEqual({ code: expect.stringMatching(/^[\w-]{43}$/), state: "st&te 1", iss: "http://localhost:3000" });
  });

  it("to deny goes back by 303 with access_denied, state and iss, and gives nothing", async () => {
    const browser = new Browser(house, person);
    const before = await db().credential.count({ where: { kind: "grant" } });
    const answer = await decide(browser, await begin(browser, client), { decision: "deny" });
    expect([answer.status, paramsOf(answer)]).toMatchObject([303, { error: "access_denied", state: "st&te 1", iss: "http://localhost:3000" }]);
    expect(await db().credential.count({ where: { kind: "grant" } })).toBe(before);
  });

  it("grants what was left switched on, and nothing that was not asked for", async () => {
    const code = await getCode(new Browser(house, person), await registerClient(house), { scope: "agents:read keys:read" }, { scope: ["keys:read", "audit:read", "admin"] });
    const row = await db().authorizationCode.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    expect(row.scopes).toEqual(["keys:read"]);
    expect(JSON.stringify(row)).not.toContain(code);
  });

  it("with nothing switched on, no button, a wrong time limit or a stranger's key or organization comes back to the page with the field", async () => {
    const browser = new Browser(house, person);
    const stranger = await house.signUp();
    const { id: foreignKey } = (await house.send("POST", "/api/v1/api-keys", { token: stranger.token, body: { name: "K" } })).json as { id: string };
    const handle = await begin(browser, client, { scope: "agents:read" });
    const fieldOf = async (fields: Record<string, string | undefined>) => {
      const answer = await decide(browser, handle, { scope: "agents:read", ...fields });
      const location = locationOf(answer);
      expect([answer.status, location.pathname, location.searchParams.get("request")]).toEqual([303, "/oauth/consent", handle]);
      return [location.searchParams.get("error"), location.searchParams.get("field")];
    };
    expect(await fieldOf({ scope: undefined })).toEqual(["VALIDATION_FAILED", "scope"]);
    expect(await fieldOf({ decision: undefined })).toEqual(["VALIDATION_FAILED", "decision"]);
    expect(await fieldOf({ expires_in: "99999999" })).toEqual(["VALIDATION_FAILED", "expires_in"]);
    expect(await fieldOf({ expires_in: "soon" })).toEqual(["VALIDATION_FAILED", "expires_in"]);
    expect(await fieldOf({ key_id: foreignKey })).toEqual(["VALIDATION_FAILED", "key_id"]);
    expect((await fieldOf({ organization_id: "org_00000000000000000000000000" }))[0]).toBe("NOT_FOUND");
    expect((await decide(browser, handle, { scope: "agents:read" })).headers.get("location")).toContain("code=");
  });

  it("counts once: of sixteen that are sent at once one has a code", async () => {
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { scope: "agents:read" });
    const answers = await Promise.all(Array.from({ length: 16 }, () => decide(browser, handle, { scope: "agents:read" })));
    expect(answers.filter((answer) => answer.headers.get("location")!.includes("code="))).toHaveLength(1);
    expect(await pageOf(browser, handle)).toEqual({ state: "gone", reason: "used" });
  });

  it("after half an hour comes too late", async () => {
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { scope: "agents:read" });
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 31 * 60_000);
    try {
      expect(paramsOf(await decide(browser, handle, { scope: "agents:read" }))).toMatchObject({ error: "CONFLICT" });
      expect(await pageOf(browser, handle)).toEqual({ state: "gone", reason: "expired" });
    } finally {
      clock.now = now;
    }
  });
});

describe("two browsers, one attacker", () => {
  it("a request that one browser brought cannot be decided in another, whoever is signed in there", async () => {
    const attacker = await house.signUp();
    const handle = await begin(new Browser(house, attacker), client, { scope: "agents:read" });
    const victim = new Browser(house, person);
    expect(await pageOf(victim, handle)).toEqual({ state: "gone", reason: "other_browser" });
    expect(paramsOf(await decide(victim, handle, { scope: "agents:read" }))).toMatchObject({ error: "CONFLICT", field: "request" });
    // also when that browser has a request of its own under way
    await begin(victim, client, { scope: "agents:read" });
    expect(paramsOf(await decide(victim, handle, { scope: "agents:read" }))).toMatchObject({ error: "CONFLICT" });
  });

  it("a form of another site is refused, and so is one without an origin that a browser sent (SECURITY 17)", async () => {
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { scope: "agents:read" });
    const fields = { request: handle, account: person.id, decision: "allow", scope: "agents:read" };
    for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }] as Record<string, string>[]) {
      const answer = await browser.post("/oauth/consent/submit", fields, headers);
      expect([headers, paramsOf(answer).error]).toEqual([headers, "FORBIDDEN"]);
    }
    expect((await decide(browser, handle, fields)).headers.get("location")).toContain("code=");
  });

  it("the decision is that of the account that was shown, also if another one signs in meanwhile", async () => {
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { scope: "agents:read" });
    browser.keep([(await house.signUp()).cookie]);
    expect(paramsOf(await decide(browser, handle, { scope: "agents:read" }))).toMatchObject({ error: "CONFLICT", field: "account" });
  });

  it("nobody decides who is not signed in, or whose session has ended", async () => {
    const someone = await house.signUp();
    const browser = new Browser(house, someone);
    const handle = await begin(browser, client, { scope: "agents:read" });
    await house.send("POST", "/api/v1/auth/logout", { token: someone.token });
    expect(paramsOf(await decide(browser, handle, { scope: "agents:read" }))).toMatchObject({ error: "AUTH_REQUIRED" });
    browser.forget("keyhouse.session");
    expect(paramsOf(await decide(browser, handle, { scope: "agents:read" }))).toMatchObject({ error: "AUTH_REQUIRED" });
  });
});

describe("remembered consent", () => {
  const silently = async (browser: Browser, who: TestClient, parameters = {}) => {
    const location = locationOf(await browser.get(authorizePath(who, parameters)));
    return location.pathname === "/oauth/consent" ? "asks" : (location.searchParams.get("error") ?? "code");
  };

  it("answers the same question of the same client at the same web address without asking", async () => {
    const app = await registerClient(house);
    const browser = new Browser(house, person);
    expect(await silently(browser, app, { scope: "agents:read" })).toBe("asks");
    await connect(house, person, app, { scope: "agents:read keys:read" }, { scope: ["agents:read", "keys:read"] });
    expect(await silently(browser, app, { scope: "agents:read" })).toBe("code");
    expect(await silently(browser, app, { scope: "agents:read", prompt: "none" })).toBe("code");
    expect(await silently(browser, app)).toBe("code");
  });

  it("asks again for another scope, resource, person or client, and where the client wants it", async () => {
    const app = await registerClient(house);
    await connect(house, person, app, { scope: "agents:read" }, { scope: "agents:read" });
    const browser = new Browser(house, person);
    expect(await silently(browser, app, { scope: "agents:read keys:write" })).toBe("asks");
    expect(await silently(browser, app, { scope: "agents:read", resource: "http://localhost:3000/api" })).toBe("asks");
    expect(await silently(browser, app, { scope: "agents:read", prompt: "consent" })).toBe("asks");
    expect(await silently(browser, app, { scope: "agents:read", prompt: "login" })).toBe("asks");
    expect(await silently(browser, await registerClient(house), { scope: "agents:read" })).toBe("asks");
    expect(await silently(new Browser(house, await house.signUp()), app, { scope: "agents:read" })).toBe("asks");
    expect(await silently(browser, app, { scope: "agents:read", prompt: "none", resource: "http://localhost:3000/api" })).toBe("consent_required");
  });

  it("is never taken from an unverified client on the person's machine, unless the person said so", async () => {
    const native = await registerClient(house, { redirect_uris: ["http://127.0.0.1/callback"] });
    const browser = new Browser(house, person);
    const asked = { scope: "agents:read", redirect_uri: loopbackUri };
    const letIn = async (fields: object) => {
      const code = await getCode(browser, native, asked, { scope: "agents:read", ...fields });
      expect((await exchange(house, native, code, { redirect_uri: loopbackUri })).status).toBe(200);
    };
    await letIn({});
    expect(await silently(browser, native, asked)).toBe("asks");
    await letIn({ remember: "on" });
    expect(await silently(browser, native, { ...asked, redirect_uri: "http://127.0.0.1:9/callback" })).toBe("code");
  });

  it("ends with the connection, and gives no more time, scopes or room than it had", async () => {
    const app = await registerClient(house);
    const browser = new Browser(house, person);
    const { data } = (await house.send("GET", "/api/v1/organizations", { token: person.token })).json as { data: { id: string }[] };
    await connect(house, person, app, { scope: "agents:read keys:read" }, { scope: "agents:read", expires_in: "3600", organization_id: data[0]!.id });
    const former = await db().credential.findFirstOrThrow({ where: { kind: "grant", client: { clientId: app.client_id } } });
    const location = locationOf(await browser.get(authorizePath(app)));
    expect((await exchange(house, app, location.searchParams.get("code")!)).json).toMatchObject({ scope: "agents:read" });
    const latter = await db().credential.findFirstOrThrow({ where: { kind: "grant", client: { clientId: app.client_id }, id: { not: former.id } } });
    expect([latter.expiresAt, latter.organizationId, latter.scopes]).toEqual([former.expiresAt, former.organizationId, former.scopes]);
    for (const { id } of [former, latter]) await house.send("DELETE", `/api/v1/connected-apps/${id}`, { token: person.token });
    expect(await silently(browser, app)).toBe("asks");
  });

  it("a code that nobody exchanged is no consent to remember", async () => {
    const app = await registerClient(house);
    const browser = new Browser(house, person);
    await getCode(browser, app, { scope: "agents:read" }, { scope: "agents:read" });
    expect(await silently(browser, app, { scope: "agents:read" })).toBe("asks");
  });
});

describe("step-up", () => {
  it("keeps what was granted: a request for one more scope offers the former ones too, switched on", async () => {
    const app = await registerClient(house);
    await connect(house, person, app, { scope: "agents:read keys:read" }, { scope: ["agents:read", "keys:read"] });
    const browser = new Browser(house, person);
    const page = await pageOf(browser, await begin(browser, app, { scope: "audit:read" }));
    expect(page.state === "ask" && page.offer.scopes.map(({ name, granted, selected }) => [name, granted, selected])).toEqual([["agents:read", true, true], ["audit:read", false, true], ["keys:read", true, true]]);
  });
});

describe("prompt=login and max_age (OpenID Connect Core, section 3.1.2.1)", () => {
  it("ask for a new sign-in, before the page and before the decision", async () => {
    const person = await house.signUp();
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { prompt: "login", scope: "agents:read" });
    expect(await pageOf(browser, handle)).toEqual({ state: "sign_in_again" });
    expect(paramsOf(await decide(browser, handle, { scope: "agents:read" }))).toMatchObject({ error: "REAUTHENTICATION_REQUIRED" });
    const again = await browser.post("/login/submit", { identifier: person.username, password: "a lantern beside the well", next: `/oauth/consent?request=${handle}` });
    expect(again.headers.get("location")).toBe(`/oauth/consent?request=${handle}`);
    expect(await pageOf(browser, handle)).toMatchObject({ state: "ask" });
    expect((await decide(browser, handle, { scope: "agents:read" })).headers.get("location")).toContain("code=");
  });

  it("max_age counts from the last sign-in", async () => {
    const browser = new Browser(house, await house.signUp());
    expect(await pageOf(browser, await begin(browser, client, { max_age: "3600" }))).toMatchObject({ state: "ask" });
    const handle = await begin(browser, client, { max_age: "0" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await pageOf(browser, handle)).toEqual({ state: "sign_in_again" });
  });
});

it("the whole way is in the audit log, without a secret", async () => {
  const app = await registerClient(house);
  const tokens = await connect(house, person, app, { scope: "agents:read" }, { scope: "agents:read" });
  const events = await db().auditEvent.findMany({ where: { subjectUserId: null, targetType: "grant" }, orderBy: { sequence: "desc" }, take: 2 });
  expect(events.map((event) => event.action)).toEqual(["grant.fetched", "grant.created"]);
  expect(events[1]!.detail).toMatchObject({ client_id: app.client_id, redirect_uri: redirectUri, scopes: ["agents:read"], resource: "http://localhost:3000/mcp" });
  const everything = JSON.stringify(await db().auditEvent.findMany(), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  expect(everything).not.toContain(tokens.refresh_token);
});
