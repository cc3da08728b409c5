import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import type { LoggedRequest, Usage } from "@/lib/contract/usage";
import { callRecorder } from "@/lib/usage/record/recorder";

let house: House;
let admin: Person;
let person: Person;
let stranger: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
  person = await house.signUp("plain");
  stranger = await house.signUp("stranger");
});
afterAll(() => house.close());

type Key = { id: string; key: string; organization_id: string };
let key: Key;
const makeKey = async (body: object = {}, owner = person) => (await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "A key", ...body } })).json as Key;
beforeEach(async () => {
  key = await makeKey();
});

const use = (sent: object = {}, path = "/api/v1/scopes") => house.send("GET", path, { apiKey: key.key, ...sent });

async function ask<Answer>(path: string, { token } = person): Promise<Answer> {
  await callRecorder().flush();
  const answer = await house.send("GET", path, { token });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.json as Answer;
}
type Page = { data: LoggedRequest[]; next_cursor?: string };
const requests = (query = "", who = person) => ask<Page>(`/api/v1/api-keys/${key.id}/requests${query}`, who);
const usage = (query = "") => ask<Usage>(`/api/v1/api-keys/${key.id}/usage${query}`);

describe("the request log of a key", () => {
  it("tells its newest calls first, page by page, none twice and none left out", async () => {
    for (let call = 0; call < 5; call++) await use({}, `/api/v1/api-keys/key_${call}`);
    const first = await requests("?limit=2");
    const second = await requests(`?limit=2&cursor=${first.next_cursor}`);
    const third = await requests(`?limit=2&cursor=${second.next_cursor}`);
    expect([...first.data, ...second.data, ...third.data].map(({ target }) => target!.slice(-1))).toEqual(["4", "3", "2", "1", "0"]);
    expect(third.next_cursor).toBeUndefined();
  });

  it("can be narrowed to an outcome, a reason, an address and a time", async () => {
    key = await makeKey({ allowed_ips: ["10.0.0.0/8"] });
    await use({ from: "10.0.0.1" });
    await use({ from: "192.0.2.1" });
    await use({ from: "::ffff:10.0.0.2" });
    const outcomes = async (query: string) => (await requests(query)).data.map(({ outcome, reason, ip }) => reason ?? `${outcome} ${ip}`);
    expect(await outcomes("")).toEqual(["allowed 10.0.0.2", "IP_NOT_ALLOWED", "allowed 10.0.0.1"]);
    expect(await outcomes("?outcome=refused")).toEqual(["IP_NOT_ALLOWED"]);
    expect(await outcomes("?outcome=allowed")).toHaveLength(2);
    expect(await outcomes("?reason=IP_NOT_ALLOWED")).toHaveLength(1);
    expect(await outcomes("?reason=REVOKED")).toEqual([]);
    expect(await outcomes("?address=::ffff:10.0.0.1")).toEqual(["allowed 10.0.0.1"]);
    const now = new Date();
    expect(await outcomes(`?from=${new Date(now.getTime() - 60_000).toISOString()}&to=${now.toISOString()}`)).toHaveLength(3);
    expect(await outcomes(`?to=${new Date(now.getTime() - 60_000).toISOString()}`)).toEqual([]);
  });

  it("goes on after the key was revoked: the next call stands there with its reason", async () => {
    await use();
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
    expect((await use()).status).toBe(401);
    expect((await requests()).data.map(({ outcome, reason, status }) => [outcome, reason, status])).toEqual([["refused", "REVOKED", 401], ["allowed", undefined, 200]]);
  });

  it("a paused one is told apart from a revoked one, though its caller is told no more than that the token is invalid", async () => {
    await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body: { paused: true } });
    expect((await use()).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await requests()).data[0]).toMatchObject({ reason: "PAUSED" });
  });

  it("names the secret that was used: the current one, or the one that a rotation has superseded", async () => {
    const rotated = (await house.send("POST", `/api/v1/api-keys/${key.id}/rotate`, { token: person.token, body: { overlap_seconds: 3600 } })).json as { key: string };
    await use();
    await use({ apiKey: rotated.key });
    expect((await requests()).data.map(({ credential }) => credential.secret)).toEqual(["current", "previous"]);
  });

  it("is not there for strangers", async () => {
    for (const part of ["requests", "usage"]) expect((await house.send("GET", `/api/v1/api-keys/${key.id}/${part}`, { token: stranger.token })).status).toBe(404);
  });
});

describe("usage of a key", () => {
  it("counts calls by outcome and reason, in every day and hour of the time asked for", async () => {
    key = await makeKey({ scopes: ["agents:read"] });
    await use();
    await use();
    await use({}, "/api/v1/api-keys");
    const days = await usage();
    expect(days).toMatchObject({ by: "day", allowed: 2, refused: 1 });
    expect(days.periods).toHaveLength(30);
    expect(days.periods.at(-1)).toMatchObject({ start: `${new Date().toISOString().slice(0, 10)}T00:00:00Z`, allowed: 2, refused: 1, reasons: { FORBIDDEN: 1 } });
    const hours = await usage("?by=hour");
    expect(hours.periods).toHaveLength(48);
    expect(hours.allowed).toBe(2);
  });

  it("refuses a time that is too long, and one that ends before it begins", async () => {
    for (const query of ["?by=hour&from=2020-01-01T00:00:00Z", "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "?from=2026-99-99T00:00:00Z"]) {
      expect((await house.send("GET", `/api/v1/api-keys/${key.id}/usage${query}`, { token: person.token })).json).toMatchObject({ code: "VALIDATION_FAILED" });
    }
  });

  it("tells where most calls come from, and which scopes are needed of those that it holds", async () => {
    key = await makeKey({ scopes: ["keys:read", "agents:read"] });
    for (const from of ["203.0.113.1", "203.0.113.2", "203.0.113.2"]) await use({ from }, "/api/v1/api-keys");
    const { addresses, scopes, last_use } = await usage();
    expect(addresses).toMatchObject([{ ip: "203.0.113.2", calls: 2, refused: 0 }, { ip: "203.0.113.1", calls: 1 }]);
    expect(scopes).toMatchObject([{ name: "agents:read", held: true, calls: 0 }, { name: "keys:read", held: true, calls: 3 }]);
    expect(scopes[0]).not.toHaveProperty("last_used_at");
    expect(last_use === undefined || last_use.ip === "203.0.113.2").toBe(true);
  });

  it("shows who still calls with the old secret after a rotation, and nobody once they have stopped", async () => {
    await use({ from: "203.0.113.5" });
    await callRecorder().flush();
    const rotated = (await house.send("POST", `/api/v1/api-keys/${key.id}/rotate`, { token: person.token, body: { overlap_seconds: 3600 } })).json as { key: string };
    expect((await usage()).previous).toMatchObject([{ callers: [] }]);
    await use({ from: "203.0.113.6", headers: { "user-agent": "old-script/1" } });
    await use({ apiKey: rotated.key, from: "203.0.113.7" });
    expect((await usage()).previous).toMatchObject([{ callers: [{ ip: "203.0.113.6", user_agent: "old-script/1", calls: 1 }] }]);
  });

  it("shows what is left of the minute", async () => {
    key = await makeKey({ rate_limit_per_minute: 5 });
    await use();
    expect((await usage()).limits).toMatchObject({ minute: { limit: 5, remaining: 4 } });
  });
});

describe("the same for other credentials", () => {
  it("the personal token's", async () => {
    expect((await house.send("GET", "/api/v1/users/me/api-token/usage", { token: person.token })).status).toBe(404);
    const { token } = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { token: string };
    await house.send("GET", "/api/v1/scopes", { apiKey: token });
    expect((await ask<Usage>("/api/v1/users/me/api-token/usage")).allowed).toBe(1);
    expect((await ask<Page>("/api/v1/users/me/api-token/requests")).data).toHaveLength(1);
  });

  it("a connected app's", async () => {
    const app = await connectApp(person, { resource: "http://localhost:3000/api" });
    await house.send("GET", "/api/v1/api-keys", { token: app.token });
    expect((await ask<Usage>(`/api/v1/connected-apps/${app.grantId}/usage`)).allowed + (await ask<Usage>(`/api/v1/connected-apps/${app.grantId}/usage`)).refused).toBe(1);
    expect((await ask<Page>(`/api/v1/connected-apps/${app.grantId}/requests`)).data).toHaveLength(1);
    expect((await house.send("GET", `/api/v1/connected-apps/${app.grantId}/usage`, { token: stranger.token })).status).toBe(404);
  });
});

describe("the log of all credentials", () => {
  const idsFor = async (who: Person, query = "") => new Set((await ask<Page>(`/api/v1/requests?limit=100${query}`, who)).data.map(({ credential }) => credential.id));

  it("has a person's own, also those of keys that are revoked, and nobody else's", async () => {
    const foreign = await makeKey({}, stranger);
    await house.send("GET", "/api/v1/scopes", { apiKey: foreign.key });
    await use();
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
    const mine = await idsFor(person);
    expect(mine).toContain(key.id);
    expect(mine).not.toContain(foreign.id);
    expect(await idsFor(person, `&credential_id=${foreign.id}`)).toEqual(new Set());
    expect(await idsFor(person, `&user_id=${stranger.id}`)).toEqual(new Set());
    expect(await idsFor(stranger)).not.toContain(key.id);
  });

  it("administrators see everybody's, and can narrow it to a person, an organization or a credential", async () => {
    await use();
    expect(await idsFor(admin)).toContain(key.id);
    expect(await idsFor(admin, `&credential_id=${key.id}`)).toEqual(new Set([key.id]));
    expect(await idsFor(admin, `&user_id=${person.id}`)).toContain(key.id);
    expect(await idsFor(admin, `&user_id=${stranger.id}`)).not.toContain(key.id);
    expect(await idsFor(admin, `&organization_id=${key.organization_id}`)).toContain(key.id);
  });

  it("who manages an organization sees its members' calls, a member their own, and who has left nothing of it", async () => {
    const organizationId = newId("org");
    await db().organization.create({ data: { id: organizationId, name: "Acme", memberships: { create: [{ userId: person.id, role: "admin" }, { userId: stranger.id, role: "owner" }] } } });
    const theirs = await makeKey({ organization_id: organizationId }, stranger);
    await house.send("GET", "/api/v1/scopes", { apiKey: theirs.key });
    expect(await idsFor(person)).toContain(theirs.id);
    expect(await idsFor(person, `&organization_id=${organizationId}`)).toEqual(new Set([theirs.id]));
    await db().membership.update({ where: { organizationId_userId: { organizationId, userId: person.id } }, data: { role: "member" } });
    expect(await idsFor(person)).not.toContain(theirs.id);
    await db().membership.delete({ where: { organizationId_userId: { organizationId, userId: stranger.id } } });
    expect(await idsFor(stranger)).not.toContain(theirs.id);
  });

  it("leaves as CSV in which no cell is a formula", async () => {
    await use({ headers: { "user-agent": '=HYPERLINK("http://evil.example")' } });
    await callRecorder().flush();
    const answer = await house.send("GET", `/api/v1/requests/export?format=csv&credential_id=${key.id}`, { token: person.token });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const [header, row, ...rest] = answer.text.split("\r\n");
    expect(header).toContain('"time","outcome","reason"');
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(row).toContain(`"${key.id}","A key","current","plain"`);
    expect(rest).toEqual([""]);
  });
});
