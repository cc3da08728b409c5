import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { useRecorder } from "@/lib/usage/record-use";

let house: House;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
  owner = await house.signUp("owner");
});
afterAll(() => house.close());

type Made = { id: string; key: string; organization_id: string };
type Rotated = { id: string; key: string; hint: string; previous: { expires_at: string } };

const make = async (by: Person = owner, body: object = {}) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "Production", ...body } })).json as Made;
const act = (id: string, what: string, body?: object, by: Person = owner, headers: Record<string, string> = {}) => house.send("POST", `/api/v1/api-keys/${id}/${what}`, { token: by.token, headers, ...(body && { body }) });
const rotate = async (id: string, overlap_seconds: number, by: Person = owner) => (await act(id, "rotate", { overlap_seconds }, by)).json as Rotated;
const status = async (key: string) => (await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).status;
const show = async (id: string) => (await house.send("GET", `/api/v1/api-keys/${id}`, { token: owner.token })).json as { hint: string; previous?: { used_since: boolean; last_used_ip?: string; hint: string }[] };

async function later<Result>(seconds: number, run: () => Promise<Result>): Promise<Result> {
  const { now } = clock;
  clock.now = () => new Date(Date.now() + seconds * 1000);
  try {
    return await run();
  } finally {
    clock.now = now;
  }
}

describe("200", () => {
  it("without an overlap the old secret is refused from the next request on, and the new one acts as the same key", async () => {
    const { id, key } = await make();
    expect(await status(key)).toBe(200);
    const answer = await act(id, "rotate");
    expect(answer.json).toEqual({ id, key: expect.stringMatching(/^sk_live_/), hint: expect.any(String), previous: { expires_at: expect.any(String) } });
    expect(await status(key)).toBe(401);
    const verified = await house.send("GET", "/api/v1/auth/verify", { apiKey: (answer.json as Rotated).key });
    expect(verified.status).toBe(200);
    expect((await show(id)).previous).toBeUndefined();
  });

  it("with an overlap both secrets work until it ends, then the new one alone", async () => {
    const { id, key } = await make();
    const rotated = await rotate(id, 3600);
    expect([await status(key), await status(rotated.key)]).toEqual([200, 200]);
    expect(await later(3601, async () => [await status(key), await status(rotated.key)])).toEqual([401, 200]);
  });

  it("the key shows who still uses the old secret, and that it has gone silent since", async () => {
    const { id, key } = await make();
    await status(key);
    await useRecorder().flush();
    const { key: newer } = await rotate(id, 3600);
    expect((await show(id)).previous).toMatchObject([{ used_since: false }]);
    await house.send("GET", "/api/v1/auth/verify", { apiKey: key, from: "203.0.113.9", headers: { "user-agent": "old-cron/1.0" } });
    await status(newer);
    await useRecorder().flush();
    expect((await show(id)).previous).toMatchObject([{ used_since: true, last_used_ip: "203.0.113.9", last_used_user_agent: "old-cron/1.0" }]);
  });

  it("retired early, the old secret is refused from the next request on", async () => {
    const { id, key } = await make();
    const rotated = await rotate(id, 3600);
    expect(await status(key)).toBe(200);
    expect((await act(id, "retire-previous")).status).toBe(200);
    expect([await status(key), await status(rotated.key)]).toEqual([401, 200]);
    expect((await act(id, "retire-previous")).json).toMatchObject({ code: "CONFLICT" });
  });

  it("undone, the old secret is the key's own again and the new one is refused", async () => {
    const { id, key } = await make();
    const before = await show(id);
    const rotated = await rotate(id, 3600);
    expect((await show(id)).hint).toBe(rotated.hint);
    expect((await act(id, "undo-rotation")).status).toBe(200);
    expect([await status(key), await status(rotated.key)]).toEqual([200, 401]);
    expect((await show(id)).hint).toBe(before.hint);
    expect((await act(id, "undo-rotation")).json).toMatchObject({ code: "CONFLICT" });
    expect(await later(7200, () => status(key))).toBe(200);
  });

  it("the same answer to a repeated request with the same Idempotency-Key: one successor", async () => {
    const { id } = await make();
    const headers = { "idempotency-key": "rotate-once" };
    const first = await act(id, "rotate", { overlap_seconds: 60 }, owner, headers);
    const again = await act(id, "rotate", { overlap_seconds: 60 }, owner, headers);
    expect(again.json).toEqual(first.json);
    expect(await db().credentialSecret.count({ where: { credentialId: id } })).toBe(2);
  });

  it("the new secret is answered this once: no row and no audit event holds it", async () => {
    const { id } = await make();
    const { key } = await rotate(id, 60);
    const rows = JSON.stringify(await Promise.all([db().credential.findMany(), db().credentialSecret.findMany(), db().auditEvent.findMany()]), (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(rows).not.toContain(key.slice(12, -4));
    expect(await db().auditEvent.count({ where: { action: "api_key.rotated", targetId: id } })).toBe(1);
  });
});

describe("400", () => {
  it.each([-1, 2_592_001, 1.5, "60"])("an overlap of %j", async (overlap_seconds) => {
    const { id, key } = await make();
    expect((await act(id, "rotate", { overlap_seconds })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "overlap_seconds" }] });
    expect(await status(key)).toBe(200);
  });
});

describe("403", () => {
  it("a key does not rotate itself", async () => {
    const { id, key } = await make(owner, { scopes: ["keys:read", "keys:write"] });
    expect((await house.send("POST", `/api/v1/api-keys/${id}/rotate`, { apiKey: key })).json).toMatchObject({ code: "FORBIDDEN" });
  });

  it("a connected app gets no secret of a key that is stronger than it", async () => {
    const app = await connectApp(owner, { scopes: ["keys:read", "keys:write"] });
    const by = { ...owner, token: app.token };
    const wider = await make(owner, { scopes: ["agents:read"], expires_in: 60 });
    expect((await act(wider.id, "rotate", {}, by)).json).toMatchObject({ code: "FORBIDDEN", required_scope: "agents:read" });
    const endless = await make(owner, { scopes: ["keys:read"] });
    expect((await act(endless.id, "rotate", {}, by)).json).toMatchObject({ code: "FORBIDDEN", error: expect.stringContaining("outlives") });
    const weaker = await make(owner, { scopes: ["keys:read"], expires_in: 600 });
    expect((await act(weaker.id, "rotate", {}, by)).status).toBe(200);
  });

  it("unless it holds the key's present secret: then it gains nothing, and an old or wrong secret proves nothing", async () => {
    const app = await connectApp(owner, { scopes: ["keys:read", "keys:write"] });
    const by = { ...owner, token: app.token };
    const { id, key } = await make(owner, { scopes: ["agents:read"] });
    const wrong = await act(id, "rotate", { current_key: `${key.slice(0, -1)}_` }, by);
    expect(wrong.json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "current_key" }] });
    const { key: next } = (await act(id, "rotate", { current_key: key, overlap_seconds: 600 }, by)).json as { key: string };
    expect([await status(key), await status(next)]).toEqual([200, 200]);
    expect((await act(id, "rotate", { current_key: key }, by)).json).toMatchObject({ code: "VALIDATION_FAILED" });
    expect((await act(id, "rotate", { current_key: next }, { ...by, token: (await connectApp(await house.signUp(), { scopes: ["keys:read", "keys:write"] })).token })).status).toBe(404);
    expect((await act(id, "rotate", { current_key: next }, by)).status).toBe(200);
    expect(await status(next)).toBe(401);
  });
});

describe("404", () => {
  it("somebody else's key and a revoked one", async () => {
    const { id } = await make();
    const stranger = await house.signUp();
    expect((await act(id, "rotate", {}, stranger)).status).toBe(404);
    await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: owner.token });
    expect((await act(id, "rotate")).status).toBe(404);
  });
});

describe("409", () => {
  it("of sixteen who rotate at once none is given a secret that another has made useless", async () => {
    const { id } = await make();
    const answers = await Promise.all(Array.from({ length: 16 }, () => act(id, "rotate", { overlap_seconds: 3600 })));
    const keys = answers.filter((answer) => answer.status === 200).map((answer) => (answer.json as Rotated).key);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(await status(key)).toBe(200);
    expect(answers.filter((answer) => answer.status !== 200).every((answer) => answer.status === 409)).toBe(true);
    expect(await db().credentialSecret.count({ where: { credentialId: id, supersededAt: null } })).toBe(1);
  });

  it("an expired key is not brought back", async () => {
    const { id } = await make(owner, { expires_in: 60 });
    expect(await later(61, () => house.send("POST", `/api/v1/api-keys/${id}/rotate`, { cookie: owner.cookie }))).toMatchObject({ status: 409 });
  });
});

it("who rotates the key of another member holds a key that acts as themselves", async () => {
  const { organization_id } = await make();
  const member = await house.signUp();
  await db().membership.create({ data: { organizationId: organization_id, userId: member.id, role: "admin" } });
  const theirs = await make(member, { organization_id, scopes: ["agents:read"] });
  const rotated = await rotate(theirs.id, 3600);
  for (const key of [theirs.key, rotated.key]) expect((await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).json).toMatchObject({ user: { id: owner.id } });
});
