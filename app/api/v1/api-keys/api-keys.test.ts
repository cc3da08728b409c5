import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useRecorder } from "@/lib/usage/record-use";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("owner");
  person = await house.signUp("plain");
});
afterAll(() => house.close());

type Made = { id: string; key: string; scopes: string[]; organization_id: string; hint: string };
const make = async (by: Person, body: object = {}) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "Production Server", ...body } })).json as Made;
const verify = async (sent: object) => house.send("GET", "/api/v1/auth/verify", sent);

describe("a key", () => {
  it("is made as documented and acts by X-API-Key and by Bearer", async () => {
    const made = await make(person, { scopes: ["triggers:read", "triggers:write"] });
    expect(made).toMatchObject({ id: expect.stringMatching(/^key_/), key: expect.stringMatching(/^sk_live_/), name: "Production Server", scopes: ["triggers:read", "triggers:write"], organization_id: expect.stringMatching(/^org_/) });
    for (const sent of [{ apiKey: made.key }, { token: made.key }]) expect((await verify(sent)).json).toMatchObject({ valid: true, kind: "api_key", scopes: ["triggers:read", "triggers:write"] });
  });

  it("is shown once: no later answer and no row of the database holds it", async () => {
    const { id, key } = await make(person);
    await verify({ apiKey: key });
    await useRecorder().flush();
    const answers = await Promise.all(["/api/v1/api-keys", `/api/v1/api-keys/${id}`, "/api/v1/audit-events"].map(async (path) => (await house.send("GET", path, { token: person.token })).text));
    const rows = JSON.stringify(await Promise.all([db().credential.findMany(), db().credentialSecret.findMany(), db().auditEvent.findMany(), db().idempotencyRecord.findMany()]), (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    for (const text of [...answers, rows]) expect(text).not.toContain(key.slice(12, -4));
  });

  it("sent twice in two ways is one credential; two different ones are refused", async () => {
    const [one, other] = [await make(person), await make(person)];
    expect((await verify({ apiKey: one.key, token: one.key })).status).toBe(200);
    expect((await verify({ apiKey: one.key, token: other.key })).json).toMatchObject({ code: "BAD_REQUEST" });
    expect((await verify({ headers: { authorization: `Bearer ${one.key}, Bearer ${other.key}` } })).status).toBe(400);
    expect((await verify({ headers: { "x-api-key": `${one.key}, ${other.key}` } })).status).toBe(400);
  });

  it("sent twice in one header, as some proxies do, is one credential", async () => {
    const { key } = await make(person);
    expect((await verify({ headers: { authorization: `Bearer ${key}, Bearer ${key}` } })).status).toBe(200);
    expect((await verify({ headers: { "x-api-key": `${key}, ${key}` } })).status).toBe(200);
  });

  it("sent in a scheme that is not ours is an invalid token, and the answer says how to send it", async () => {
    for (const authorization of ["Basic dTpw", "Token abc"]) {
      expect((await verify({ headers: { authorization } })).json).toMatchObject({ code: "INVALID_TOKEN", error: expect.stringMatching(/^Invalid token: send it as `Authorization: Bearer/) });
    }
  });

  it("in a query string is no credential: the request is refused, also beside a good one", async () => {
    const { key } = await make(person);
    for (const token of [undefined, person.token]) expect((await house.send("GET", `/api/v1/auth/verify?api_key=${key}&access_token=${key}`, { token })).json).toMatchObject({ code: "BAD_REQUEST" });
  });

  it("of another make in a query string is ignored", async () => {
    expect((await house.send("GET", "/api/v1/auth/verify?api_key=xyz&access_token=abc")).json).toMatchObject({ code: "AUTH_REQUIRED" });
  });

  it("paused is refused at once and resumed works again", async () => {
    const { id, key } = await make(person);
    const set = (paused: boolean) => house.send("PATCH", `/api/v1/api-keys/${id}`, { token: person.token, body: { paused } });
    expect((await verify({ apiKey: key })).status).toBe(200);
    expect((await set(true)).json).toMatchObject({ status: "paused" });
    expect((await verify({ apiKey: key })).json).toMatchObject({ code: "INVALID_TOKEN", error: expect.stringContaining("paused") });
    await set(false);
    expect((await verify({ apiKey: key })).status).toBe(200);
  });

  it("revoked answers 401 from the next request on, and no change or use brings it back", async () => {
    const { id, key } = await make(person);
    await verify({ apiKey: key });
    expect((await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: person.token })).status).toBe(200);
    expect((await verify({ apiKey: key })).json).toMatchObject({ code: "INVALID_TOKEN" });
    await useRecorder().flush();
    expect((await house.send("PATCH", `/api/v1/api-keys/${id}`, { token: person.token, body: { paused: false } })).status).toBe(404);
    expect((await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: person.token })).status).toBe(404);
    expect((await verify({ apiKey: key })).status).toBe(401);
  });

  it("remembers where it was last used", async () => {
    const { id, key } = await make(person);
    await verify({ apiKey: key, from: "203.0.113.5", headers: { "user-agent": "backup-job/2.1" } });
    await useRecorder().flush();
    expect((await house.send("GET", `/api/v1/api-keys/${id}`, { token: person.token })).json).toMatchObject({ last_used_at: expect.any(String), last_used_ip: "203.0.113.5", last_used_user_agent: "backup-job/2.1" });
  });

  it("lets exactly as many of parallel calls pass as its limit says, and the headers count down truthfully", async () => {
    const { key } = await make(person, { rate_limit_per_minute: 100 });
    const answers = await Promise.all(Array.from({ length: 500 }, () => verify({ apiKey: key })));
    const passed = answers.filter((answer) => answer.status === 200);
    expect(passed).toHaveLength(100);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(400);
    expect(passed.map((answer) => Number(answer.headers.get("x-ratelimit-remaining"))).sort((left, right) => left - right)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});

describe("what a key may hold", () => {
  it("is never more than its maker holds", async () => {
    for (const scope of ["agents:write", "admin", "users:read", "tokens:verify"]) {
      const answer = await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Too strong", scopes: [scope] } });
      expect([answer.status, answer.json]).toMatchObject([403, { code: "FORBIDDEN", required_scope: scope }]);
    }
  });

  it("must be registered scopes, and an empty list is refused instead of meaning everything", async () => {
    const ask = async (body: object) => house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Odd", ...body } });
    expect((await ask({ scopes: ["nothing:such"] })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "scopes" }] });
    expect((await ask({ scopes: [] })).status).toBe(400);
    expect((await ask({ allowed_ips: [] })).status).toBe(400);
    expect((await ask({ allowed_ips: ["everywhere"] })).json).toMatchObject({ issues: [{ path: "allowed_ips.0" }] });
    expect((await ask({ expires_in: 0 })).status).toBe(400);
  });

  it("shrinks with its person's role at the next request, and grows no further than it was made", async () => {
    const { changeFeed } = await import("@/lib/db/change-feed");
    const worker = await house.signUp();
    const setRole = async (role: string) => {
      await db().user.update({ where: { id: worker.id }, data: { role } });
      await changeFeed().publish([`user:${worker.id}`]);
    };
    const { key } = await make(worker, { scopes: ["triggers:write", "triggers:read"] });
    await setRole("viewer");
    expect((await verify({ apiKey: key })).json).toMatchObject({ scopes: ["triggers:read"], user: { role: "viewer" } });
    await setRole("admin");
    expect((await verify({ apiKey: key })).json).toMatchObject({ scopes: ["triggers:read", "triggers:write"], user: { role: "admin" } });
  });

  it("is nothing in an organization that one does not belong to: its id is as any", async () => {
    const foreign = await make(admin);
    const answer = await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Intruder", organization_id: foreign.organization_id } });
    expect([answer.status, (answer.json as { code: string }).code]).toEqual([404, "NOT_FOUND"]);
  });

  it("may exceed the default limit only where an administrator says so", async () => {
    expect((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Fast", rate_limit_per_minute: 200_000 } })).status).toBe(400);
    expect((await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Fast", rate_limit_per_minute: 200_000 } })).status).toBe(201);
  });
});

describe("checking a credential for another API", () => {
  const check = async (body: object) => (await house.send("POST", "/api/v1/api-keys/verify", { token: admin.token, body })).json as Record<string, unknown>;

  it("answers one principal for keys and tokens alike", async () => {
    const { key } = await make(person, { scopes: ["agents:read"] });
    expect(await check({ key })).toMatchObject({ valid: true, code: "VALID", kind: "api_key", user: { username: "plain" }, scopes: ["agents:read"], rate_limit: { limit: 100_000 } });
    expect(await check({ key: person.token })).toMatchObject({ valid: true, kind: "session", user: { username: "plain" } });
  });

  it("answers why not: nonsense, missing scope, wrong or unknown address, limit", async () => {
    const { key } = await make(person, { scopes: ["agents:read"], allowed_ips: ["10.0.0.0/8"], rate_limit_per_minute: 2 });
    expect(await check({ key: "sk_live_nonsense" })).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
    expect(await check({ key })).toMatchObject({ valid: false, code: "IP_NOT_ALLOWED" });
    expect(await check({ key, ip: "192.0.2.1" })).toMatchObject({ valid: false, code: "IP_NOT_ALLOWED" });
    expect(await check({ key, ip: "::ffff:10.1.1.1", scopes: ["agents:write"] })).toMatchObject({ valid: false, code: "FORBIDDEN", required_scope: "agents:write" });
    expect(await check({ key, ip: "10.1.1.1", scopes: ["agents:read"] })).toMatchObject({ valid: true });
    expect(await check({ key, ip: "10.1.1.1" })).toMatchObject({ valid: false, code: "RATE_LIMITED" });
  });

  it("tells that a session token is meant for the house and not for another resource", async () => {
    expect(await check({ key: person.token, resource: "https://api.example.com" })).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
  });
});

describe("the personal API token", () => {
  it("is made, shown by its hint, revealed, regenerated and deleted", async () => {
    const owner = await house.signUp();
    const at = "/api/v1/users/me/api-token";
    expect((await house.send("GET", at, { token: owner.token })).json).toEqual({ exists: false });
    const made = (await house.send("POST", at, { token: owner.token })).json as { token: string };
    expect((await house.send("GET", at, { token: owner.token })).json).toMatchObject({ exists: true, hint: expect.stringMatching(/^sk_live_.{4}\.\.\..{4}$/) });
    expect((await house.send("POST", `${at}/reveal`, { token: owner.token })).json).toEqual({ token: made.token });
    const again = (await house.send("POST", at, { token: owner.token })).json as { token: string };
    expect((await verify({ token: made.token })).status).toBe(401);
    expect((await verify({ token: again.token })).json).toMatchObject({ kind: "personal_token" });
    await house.send("DELETE", at, { token: owner.token });
    expect((await verify({ token: again.token })).status).toBe(401);
    expect(await db().credentialSecret.count({ where: { ciphertext: { not: null }, credential: { userId: owner.id } } })).toBe(0);
  });

  it("is revealed only to whoever signed in within ten minutes", async () => {
    const { clock } = await import("@/lib/clock");
    const owner = await house.signUp();
    await house.send("POST", "/api/v1/users/me/api-token", { token: owner.token });
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 11 * 60_000);
    try {
      expect((await house.send("POST", "/api/v1/users/me/api-token/reveal", { token: owner.token })).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    } finally {
      clock.now = now;
    }
  });
});

describe("the audit log", () => {
  it("shows a person their own acts and no one else's, and everything to an administrator", async () => {
    const [one, other] = [await house.signUp(), await house.signUp()];
    await make(one, { name: "Only mine" });
    const read = async (by: Person) => ((await house.send("GET", "/api/v1/audit-events?action=api_key.&limit=100", { token: by.token })).json as { data: { target: { name: string } }[] }).data.map((event) => event.target.name);
    expect(await read(one)).toEqual(["Only mine"]);
    expect(await read(other)).toEqual([]);
    expect(await read(admin)).toContain("Only mine");
  });

  it("is a chain: each row's hash follows from the row before, and pages join without gap or overlap", async () => {
    const { chainHash, genesisHash } = await import("@/lib/audit/chain");
    const rows = await db().auditEvent.findMany({ orderBy: { sequence: "asc" } });
    let previous = genesisHash;
    for (const { previousHash, hash, sequence, occurredAt, ...fields } of rows) {
      expect(previousHash).toBe(previous);
      expect(hash).toBe(chainHash(previousHash, { ...fields, sequence: Number(sequence), occurredAt: occurredAt.getTime() }));
      previous = hash;
    }
    const seen: number[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = (await house.send("GET", `/api/v1/audit-events?limit=7${cursor && `&cursor=${cursor}`}`, { token: admin.token })).json as { data: { sequence: number }[]; next_cursor?: string };
      seen.push(...page.data.map((event) => event.sequence));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(rows.length);
  });

  it("and the act stand or fall together: where the row cannot be written, nothing is done", async () => {
    const owner = await house.signUp();
    await db().$executeRawUnsafe("ALTER TABLE audit_event RENAME TO audit_event_away");
    try {
      const answer = await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "Unrecorded" } });
      expect(answer.status).toBeGreaterThanOrEqual(500);
      expect(answer.text).not.toContain("audit_event");
    } finally {
      await db().$executeRawUnsafe("ALTER TABLE audit_event_away RENAME TO audit_event");
    }
    expect(await db().credential.count({ where: { userId: owner.id, kind: "api_key" } })).toBe(0);
  });
});
