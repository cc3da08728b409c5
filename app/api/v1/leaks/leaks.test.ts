import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newKey } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import { finishLater } from "@/lib/later";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { connectApp } from "@/lib/testing/connect-app";
import { countWork } from "@/lib/testing/count-work";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";
import { withoutRequestId } from "@/lib/testing/matrix";

let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
});
afterAll(() => house.close());
beforeEach(async () => {
  setLimiter(new Limiter());
  person = await house.signUp();
});

const post = (path: string, body?: object, by = person) => house.send("POST", `/api/v1${path}`, { token: by.token, ...(body && { body }) });
const get = async (path: string, by = person) => (await house.send("GET", `/api/v1${path}`, { token: by.token })).json as Record<string, unknown>;
const status = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status;
const newApiKey = async (body: object = {}) => (await post("/api-keys", { name: "Maps", ...body })).json as { id: string; key: string };
const subjects = async (who = person) => (await mailsTo(who.email)).map(({ subject }) => subject).filter((subject) => subject.includes("leaked"));

/** As a stranger would: no credential; waits until it was looked at. */
async function report(token: string, more: object = {}) {
  const answer = await house.send("POST", "/api/v1/leaks", { body: { token, ...more } });
  await finishLater();
  return answer;
}

describe("whoever holds a leaked secret can have it stopped:", () => {
  it("a key is paused from the next request on, and its owner is told by mail, on its page and in the audit log", async () => {
    const { id, key } = await newApiKey();
    await report(key, { url: `https://github.com/acme/maps/.env?key=${key}`, note: `It was ${key}` });
    expect(await status(key)).toBe(401);
    expect(await subjects()).toEqual(["The API key “Maps” was reported as leaked"]);
    expect(await get(`/api-keys/${id}`)).toMatchObject({ status: "paused", leaked: { url: "https://github.com/acme/maps/.env?key=[redacted]", note: "It was [redacted]" } });
    const { data } = (await get(`/audit-events?action=credential.leaked`)) as { data: Record<string, unknown>[] };
    expect(data).toMatchObject([{ actor: { kind: "anonymous" }, target: { type: "api_key", id }, detail: { outcome: "paused" } }]);
    expect(data[0]).not.toHaveProperty("ip");
  });

  it.each([
    ["a personal API token", "paused", async () => ((await post("/users/me/api-token")).json as { token: string }).token],
    ["a long-lived token", "paused", async () => ((await post("/auth/tokens", { name: "Robot" })).json as { token: string }).token],
    ["a token by password", "paused", async () => ((await post("/auth/token", { username: person.username, password: goodPassword })).json as { data: { token: string } }).data.token],
    ["a session token", "ended", async () => ((await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } })).json as { token: string }).token],
    ["an OAuth access token", "ended", async () => (await connectApp(person)).token],
  ])("%s is %s", async (_what, outcome, make) => {
    const token = await make();
    expect(await status(token)).toBe(200);
    await report(token);
    expect(await status(token)).toBe(401);
    const { data } = (await get(`/audit-events?action=credential.leaked`, admin)) as { data: { detail: object }[] };
    expect(data[0]!.detail).toMatchObject({ outcome });
    expect(await subjects()).toHaveLength(1);
  });

  it("a refresh token takes its session with it", async () => {
    const session = (await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } })).json as { token: string; refresh_token: string };
    await report(session.refresh_token);
    expect(await status(session.token)).toBe(401);
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: session.refresh_token } })).status).toBe(401);
  });

  it("the owner of a client secret is told, and an initial access token is revoked", async () => {
    const client = (await post("/oauth-clients", { client_name: "Viewer", redirect_uris: ["http://localhost:8787/callback"], token_endpoint_auth_method: "client_secret_basic" })).json as { client_secret: string };
    await report(client.client_secret);
    expect(await subjects()).toEqual(["The client secret of “Viewer” was reported as leaked"]);
    const { id, token } = (await post("/initial-access-tokens", { name: "Builders" }, admin)).json as { id: string; token: string };
    await report(token);
    expect((await db().initialAccessToken.findUniqueOrThrow({ where: { id } })).revokedAt).not.toBeNull();
  });

  it("of a key that was rotated the earlier secret alone ends, and the newer one goes on", async () => {
    const { id, key: earlier } = await newApiKey();
    const { key: newer } = (await post(`/api-keys/${id}/rotate`, { overlap_seconds: 3600 })).json as { key: string };
    await report(earlier);
    expect(await status(earlier)).toBe(401);
    expect(await status(newer)).toBe(200);
    expect(await get(`/api-keys/${id}`)).not.toHaveProperty("leaked");
  });

  it("the list of a scanner is acted on, entry by entry", async () => {
    const [one, two] = [await newApiKey(), await newApiKey()];
    const found = [one.key, newKey("sk", "live"), two.key].map((token) => ({ token, type: "keyhouse_key", url: "https://example.com/repository", source: "commit", added_later: true }));
    expect((await house.send("POST", "/api/v1/leaks/scanned", { body: found })).status).toBe(202);
    await finishLater();
    expect([await status(one.key), await status(two.key)]).toEqual([401, 401]);
  });
});

describe("a report is no oracle:", () => {
  it("live, unknown, malformed, revoked and already reported secrets get the same answer, and none is looked up before it is given", async () => {
    const [live, revoked] = [await newApiKey(), await newApiKey()];
    await house.send("DELETE", `/api/v1/api-keys/${revoked.id}`, { token: person.token });
    const presented = [live.key, newKey("sk", "live"), "sk_live_abc", revoked.key, live.key, person.token, `${person.token.slice(0, -4)}AAAA`];
    const answers: unknown[] = [];
    for (const token of presented) {
      const work = await countWork(async () => {
        const answer = await house.send("POST", "/api/v1/leaks", { body: { token } });
        answers.push([answer.status, withoutRequestId(answer.text)]);
      });
      expect(work.statements).toEqual([]);
      await finishLater();
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify([202, '{"success":true}'])]));
  });

  it("a second report, also at the same moment, neither tells twice nor pauses twice", async () => {
    const { key } = await newApiKey();
    await Promise.all(Array.from({ length: 8 }, () => house.send("POST", "/api/v1/leaks", { body: { token: key } })));
    await finishLater();
    await report(key);
    expect(await subjects()).toHaveLength(1);
    const { data } = (await get("/audit-events?action=credential.leaked")) as { data: object[] };
    expect(data).toHaveLength(1);
  });

  it("one network can report so many secrets an hour and no more, and a list counts by its length", async () => {
    const list = Array.from({ length: 100 }, () => ({ token: "nothing" }));
    const statuses = [];
    for (let round = 0; round < 11; round++) statuses.push((await house.send("POST", "/api/v1/leaks/scanned", { body: list, from: "203.0.113.9" })).status);
    expect(statuses).toEqual([...Array(10).fill(202), 429]);
    expect((await house.send("POST", "/api/v1/leaks", { body: { token: "nothing" }, from: "203.0.113.10" })).status).toBe(202);
  });
});

describe("the owner answers a report:", () => {
  it("rotated without an overlap, the key works again with its new secret alone, and the mark is gone; an overlap is refused", async () => {
    const { id, key } = await newApiKey();
    await report(key);
    expect((await post(`/api-keys/${id}/rotate`, { overlap_seconds: 60 })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "overlap_seconds" }] });
    const { key: fresh } = (await post(`/api-keys/${id}/rotate`)).json as { key: string };
    expect([await status(key), await status(fresh)]).toEqual([401, 200]);
    const view = await get(`/api-keys/${id}`);
    expect(view).toMatchObject({ status: "active" });
    expect(view).not.toHaveProperty("leaked");
  });

  it("resumed, it works again as it was", async () => {
    const { id, key } = await newApiKey();
    await report(key);
    await house.send("PATCH", `/api/v1/api-keys/${id}`, { token: person.token, body: { paused: false } });
    expect(await status(key)).toBe(200);
    expect(await get(`/api-keys/${id}`)).not.toHaveProperty("leaked");
  });

  it("a rotation that is undone ends the leaked secret as well", async () => {
    const { id, key: earlier } = await newApiKey();
    const { key: newer } = (await post(`/api-keys/${id}/rotate`, { overlap_seconds: 3600 })).json as { key: string };
    await report(newer);
    expect((await post(`/api-keys/${id}/undo-rotation`)).status).toBe(200);
    expect([await status(earlier), await status(newer)]).toEqual([200, 401]);
    expect(await get(`/api-keys/${id}`)).not.toHaveProperty("leaked");
  });

  it("the personal token's state says so, and a new one takes its place", async () => {
    const { token } = (await post("/users/me/api-token")).json as { token: string };
    await report(token);
    expect(await get("/users/me/api-token")).toMatchObject({ exists: true, paused: true, leaked: {} });
    const { token: fresh } = (await post("/users/me/api-token")).json as { token: string };
    expect([await status(token), await status(fresh)]).toEqual([401, 200]);
  });
});

describe("the form for people", () => {
  const submit = (fields: Record<string, string>, headers: Record<string, string> = { "sec-fetch-site": "same-origin" }) =>
    house.send("POST", "/leaks/submit", { raw: new URLSearchParams(fields).toString(), headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });

  it("reports as the call does, and says the same whatever was pasted", async () => {
    const { key } = await newApiKey();
    const answers = [await submit({ secret: ` ${key} `, url: "", note: "In a screenshot" }), await submit({ secret: "nothing" })];
    await finishLater();
    for (const answer of answers) expect([answer.status, answer.headers.get("location")]).toEqual([303, "/leaks?sent=1"]);
    expect(await status(key)).toBe(401);
  });

  it("that is refused keeps what was pasted out of the address and out of its cookie, and another site posts none", async () => {
    const { key } = await newApiKey();
    const refused = await submit({ secret: key, url: `a\nb` });
    expect(refused.headers.get("location")).toBe("/leaks?error=VALIDATION_FAILED&field=url");
    expect([refused.headers.get("location"), ...refused.cookies].join(" ")).not.toContain(key.slice(-20));
    expect((await submit({ secret: key }, { "sec-fetch-site": "cross-site", origin: "https://evil.example" })).headers.get("location")).toContain("error=FORBIDDEN");
    await finishLater();
    expect(await status(key)).toBe(200);
  });
});

describe("a key in the address of a request", () => {
  const told = async () => (await mailsTo(person.email)).filter(({ subject }) => subject.includes("in a URL"));

  it.each(["token", "access_token", "api_key", "anything"])("as ?%s= is refused with what to do, is no credential, and its owner is told once a day", async (name) => {
    const { id, key } = await newApiKey();
    for (let round = 0; round < 2; round++) {
      const answer = await house.send("GET", `/api/v1/auth/verify?${name}=${key}`, { token: person.token });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ code: "BAD_REQUEST", error: expect.stringContaining("Authorization: Bearer") });
      expect(answer.text).not.toContain(key.slice(-20));
    }
    setLimiter(new Limiter());
    await house.send("GET", `/api/v1/api-keys/${key}`);
    await finishLater();
    expect(await told()).toHaveLength(1);
    const view = await get(`/api-keys/${id}`);
    expect(view).toMatchObject({ status: "active", seen_in_url_at: expect.any(String) });
    await post(`/api-keys/${id}/rotate`);
    expect(await get(`/api-keys/${id}`)).not.toHaveProperty("seen_in_url_at");
  });

  it("that nobody has is refused in the same words", async () => {
    const { key } = await newApiKey();
    const [known, unknown] = [await house.send("GET", `/api/v1/auth/verify?token=${key}`), await house.send("GET", `/api/v1/auth/verify?token=${newKey("sk", "live")}`)];
    expect(withoutRequestId(known.text)).toBe(withoutRequestId(unknown.text));
    expect(known.status).toBe(unknown.status);
  });

  it("with a wrong checksum is none of ours, and nothing is made of it", async () => {
    expect((await house.send("GET", `/api/v1/auth/verify?token=sk_live_${"0".repeat(36)}`, { token: person.token })).status).toBe(200);
  });
});
