import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { clock } from "@/lib/clock";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import type { House, Person } from "@/lib/testing/house";
import { connect, refresh, registerClient, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse());
});
afterAll(() => house.close());

const realNow = clock.now;
afterEach(() => void (clock.now = realNow));
/** Lets this many seconds pass. */
const later = (seconds: number) => void (clock.now = () => new Date(Date.now() + seconds * 1000));

const works = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status === 200;
const newConnection = () => connect(house, person, client, { prompt: "consent" });
const refreshed = async (token: string): Promise<Tokens> => {
  const answer = await refresh(house, client, token);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.json as Tokens;
};
const errorOf = async (token: string, fields = {}, who = client) => (await refresh(house, who, token, fields)).json;

describe("a refresh token (RFC 6749, section 6; RFC 9700, section 4.14)", () => {
  it("is exchanged for a new pair, and the next one for the next", async () => {
    let tokens = await newConnection();
    for (let round = 0; round < 3; round++) {
      const next = await refreshed(tokens.refresh_token);
      expect(next).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: tokens.scope });
      expect(next.refresh_token).not.toBe(tokens.refresh_token);
      expect(await works(next.access_token)).toBe(true);
      tokens = next;
    }
    expect(JSON.stringify(await db().refreshToken.findMany())).not.toContain(tokens.refresh_token);
  });

  it("is its client's alone, and no session's", async () => {
    const tokens = await newConnection();
    expect(await errorOf(tokens.refresh_token, {}, await registerClient(house))).toMatchObject({ error: "invalid_grant" });
    expect(await errorOf(person.refreshToken)).toMatchObject({ error: "invalid_grant" });
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: tokens.refresh_token } })).status).toBe(401);
    expect(await errorOf("sk_rt_made_up")).toMatchObject({ error: "invalid_grant" });
    await refreshed(tokens.refresh_token);
  });

  it("is never widened: not in scope, not in resource", async () => {
    const tokens = await newConnection();
    expect(await errorOf(tokens.refresh_token, { scope: "audit:read admin" })).toMatchObject({ error: "invalid_scope" });
    expect(await errorOf(tokens.refresh_token, { resource: "http://localhost:3000/api" })).toMatchObject({ error: "invalid_target" });
    const narrow = (await refresh(house, client, tokens.refresh_token, { scope: "keys:read admin offline_access", resource: "http://localhost:3000/mcp/" })).json as Tokens;
    expect([narrow.scope, decodeJwt(narrow.access_token).narrowed]).toEqual(["keys:read", true]);
    expect((await house.send("GET", "/api/v1/auth/verify", { token: narrow.access_token })).json).toMatchObject({ scopes: ["keys:read"] });
    expect((await refreshed(narrow.refresh_token)).scope).toBe(tokens.scope);
  });

  it("lives 30 days, however often it is exchanged", async () => {
    const tokens = await newConnection();
    later(29 * 86_400);
    const next = await refreshed(tokens.refresh_token);
    later(30 * 86_400 + 60);
    expect(await errorOf(next.refresh_token)).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("expired") });
  });

  it("lives as long as was chosen at consent, and so do the access tokens", async () => {
    const tokens = await connect(house, person, await registerClient(house), {}, { expires_in: "1800" });
    expect(tokens.expires_in).toBeLessThanOrEqual(1800);
    later(1801);
    expect(await works(tokens.access_token)).toBe(false);
  });

  it("gives what the person's role allows now", async () => {
    const someone = await house.signUp();
    const app = await registerClient(house);
    const tokens = await connect(house, someone, app);
    await db().user.update({ where: { id: someone.id }, data: { role: "viewer" } });
    await changeFeed().publish([tagOf.user(someone.id)]);
    expect((await refresh(house, app, tokens.refresh_token)).json).toMatchObject({ scope: "agents:read keys:read" });
  });

  it("of a suspended account is refused and not used up", async () => {
    const someone = await house.signUp();
    const app = await registerClient(house);
    const tokens = await connect(house, someone, app);
    await db().user.update({ where: { id: someone.id }, data: { suspendedAt: new Date() } });
    expect((await refresh(house, app, tokens.refresh_token)).json).toMatchObject({ error: "invalid_grant" });
    await db().user.update({ where: { id: someone.id }, data: { suspendedAt: null } });
    expect((await refresh(house, app, tokens.refresh_token)).status).toBe(200);
  });

  it("of a client that was blocked is refused, and its access tokens at the next request", async () => {
    const app = await registerClient(house);
    const tokens = await connect(house, person, app);
    expect(await works(tokens.access_token)).toBe(true);
    const row = await db().oauthClient.update({ where: { clientId: app.client_id }, data: { status: "blocked" } });
    await changeFeed().publish([tagOf.client(row.id)]);
    expect(await works(tokens.access_token)).toBe(false);
    expect((await refresh(house, app, tokens.refresh_token)).json).toMatchObject({ error: "unauthorized_client" });
  });
});

describe("parallel agents that share one refresh token", () => {
  it("each get a working pair, and nobody's is touched", async () => {
    const { refresh_token } = await newConnection();
    const pairs = await Promise.all(Array.from({ length: 20 }, () => refreshed(refresh_token)));
    expect(new Set(pairs.map((pair) => pair.refresh_token)).size).toBe(20);
    for (const pair of pairs) expect(await works(pair.access_token)).toBe(true);
    const next = await Promise.all(pairs.map((pair) => refreshed(pair.refresh_token)));
    for (const pair of next) expect(await works(pair.access_token)).toBe(true);
  });

  it("may come as late as the window says", async () => {
    const { refresh_token } = await newConnection();
    const winner = await refreshed(refresh_token);
    later(55);
    const late = await refreshed(refresh_token);
    for (const pair of [winner, late]) expect(await works((await refreshed(pair.refresh_token)).access_token)).toBe(true);
  });

  it("may be a few tokens behind each other, once they are known to share", async () => {
    const { refresh_token } = await newConnection();
    const [winner, other] = await Promise.all([refreshed(refresh_token), refreshed(refresh_token)]);
    const ahead = await refreshed((await refreshed(winner!.refresh_token)).refresh_token);
    await refreshed(other!.refresh_token);
    const late = await refreshed(refresh_token);
    for (const pair of [ahead, late]) expect(await works(pair.access_token)).toBe(true);
  });
});

describe("a stolen refresh token", () => {
  it("used after the window ends the whole family, in tokens that live and in those that come; the person can read why", async () => {
    const app = await registerClient(house);
    const stolen = await connect(house, person, app);
    const next = (await refresh(house, app, stolen.refresh_token)).json as Tokens;
    later(61);
    expect(await errorOf(stolen.refresh_token, {}, app)).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("old refresh token") });
    for (const token of [stolen.access_token, next.access_token]) expect(await works(token)).toBe(false);
    expect(await errorOf(next.refresh_token, {}, app)).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("In case it was stolen") });
    const list = (await house.send("GET", "/api/v1/connected-apps?status=ended", { token: person.token })).json as { data: { client: { client_id: string } }[] };
    expect(list.data.find((row) => row.client.client_id === app.client_id)).toMatchObject({ status: "revoked", ended: { reason: "refresh_token_reused", text: expect.stringContaining("stolen") } });
    const events = (await house.send("GET", "/api/v1/audit-events?action=grant.revoked", { token: person.token })).json as { data: object[] };
    expect(events.data[0]).toMatchObject({ action: "grant.revoked", detail: { reason: expect.stringContaining("stolen") } });
  });

  it("is noticed at once when a later one has been used: only the directly preceding token is answered again", async () => {
    const first = await newConnection();
    const third = await refreshed((await refreshed(first.refresh_token)).refresh_token);
    expect(await errorOf(first.refresh_token)).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("old refresh token") });
    expect(await errorOf(third.refresh_token)).toMatchObject({ error: "invalid_grant" });
    expect(await works(third.access_token)).toBe(false);
  });

  it("is noticed however many generations ago it was used", async () => {
    const first = await newConnection();
    let tokens = await refreshed(first.refresh_token);
    for (const seconds of [100, 200, 300]) {
      later(seconds);
      tokens = await refreshed(tokens.refresh_token);
    }
    expect(await errorOf(first.refresh_token)).toMatchObject({ error: "invalid_grant" });
    expect(await errorOf(tokens.refresh_token)).toMatchObject({ error: "invalid_grant" });
  });
});

it("sessions rotate by the same rule: a replay after the window ends the session", async () => {
  const someone = await house.signUp();
  const again = (token: string) => house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: token } });
  expect((await again(someone.refreshToken)).status).toBe(200);
  expect((await again(someone.refreshToken)).status).toBe(200);
  later(61);
  expect((await again(someone.refreshToken)).status).toBe(401);
  expect(await works(someone.token)).toBe(false);
});
