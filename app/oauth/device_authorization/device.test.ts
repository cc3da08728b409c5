import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { authenticate } from "@/lib/access/authenticate";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { findDeviceRequest } from "@/lib/oauth/device/find";
import type { House, Person } from "@/lib/testing/house";
import { ask, Browser, locationOf, refresh, registerClient, type Parameters, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
type Started = { device_code: string; user_code: string; verification_uri: string; verification_uri_complete: string; expires_in: number; interval: number };

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse({ grant_types: [deviceGrant], redirect_uris: [], client_name: "A television" }));
});
afterAll(() => house.close());

const realNow = clock.now;
afterEach(() => void (clock.now = realNow));
const later = (seconds: number) => void (clock.now = () => new Date(Date.now() + seconds * 1000));

const start = async (fields: Parameters = {}) => (await ask(house, "/oauth/device_authorization", { client_id: client.client_id, scope: "agents:read keys:read", ...fields })).json as Started;
const poll = (started: Started, fields: Parameters = {}) => ask(house, "/oauth/token", { grant_type: deviceGrant, client_id: client.client_id, device_code: started.device_code, ...fields });
const answer = (started: Started, fields: Parameters = {}, who = person) => new Browser(house, who).post("/device/submit", { user_code: started.user_code, account: who.id, decision: "allow", scope: "agents:read", ...fields });
const look = async (userCode: string, who = person, ip = "127.0.0.1") => {
  const origin = { requestId: "req_test", ip, userAgent: "test" };
  return findDeviceRequest({ ...origin, principal: await authenticate(who.token, origin) }, userCode);
};

describe("device authorization (RFC 8628)", () => {
  it("answers codes, where to type them, and how often to ask (section 3.2)", async () => {
    const started = await start();
    expect(started).toEqual({
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: "http://localhost:3000/device",
      verification_uri_complete: `http://localhost:3000/device?user_code=${started.user_code}`,
      expires_in: 600,
      interval: 5,
    });
    const rows = JSON.stringify(await db().deviceCode.findMany());
    for (const secret of [started.device_code, started.user_code, started.user_code.replace("-", "")]) expect(rows).not.toContain(secret);
  });

  it("is refused for unknown clients, clients that are not registered for it, and resources that are not ours", async () => {
    expect(await start({ client_id: "client_gone" })).toMatchObject({ error: "invalid_client" });
    expect(await start({ client_id: (await registerClient(house)).client_id })).toMatchObject({ error: "unauthorized_client" });
    expect(await start({ resource: "https://elsewhere.example" })).toMatchObject({ error: "invalid_target" });
    expect(await start({ scope: "made:up" })).toMatchObject({ error: "invalid_scope" });
  });

  it("a person sees what is asked, by whom and from where, typing the code in any case and without its hyphen", async () => {
    const started = await start();
    for (const typed of [started.user_code, started.user_code.toLowerCase(), started.user_code.replace("-", " "), started.user_code.replace("-", "")]) {
      expect(await look(typed)).toMatchObject({ state: "ask", user_code: started.user_code, client: { name: "A television", verified: false }, asked_from: { ip: "127.0.0.1" }, offer: { scopes: [{ name: "agents:read" }, { name: "keys:read" }] }, account: { id: person.id } });
    }
  });

  it("the device waits, and after the person's yes gets tokens of that person, once", async () => {
    const started = await start();
    expect((await poll(started)).json).toMatchObject({ error: "authorization_pending" });
    const decided = await answer(started, { scope: "agents:read", expires_in: "3600" });
    expect([decided.status, decided.headers.get("location")]).toEqual([303, "/device?done=allowed"]);
    const tokens = (await poll(started)).json as Tokens;
    expect(tokens).toMatchObject({ token_type: "Bearer", scope: "agents:read", refresh_token: expect.any(String) });
    expect((await house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token })).json).toMatchObject({ user: { id: person.id }, kind: "grant" });
    expect((await poll(started)).json).toMatchObject({ error: "invalid_grant" });
    const next = (await refresh(house, client, tokens.refresh_token)).json as Tokens;
    expect(next.access_token).toBeTruthy();
    later(3601);
    expect((await refresh(house, client, next.refresh_token)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("after a no is told access_denied", async () => {
    const started = await start();
    expect((await answer(started, { decision: "deny" })).headers.get("location")).toBe("/device?done=denied");
    expect((await poll(started)).json).toMatchObject({ error: "access_denied" });
  });

  it("polling faster than the interval is told slow_down, and has to wait five seconds longer (section 3.5)", async () => {
    const started = await start();
    expect((await poll(started)).json).toMatchObject({ error: "authorization_pending" });
    expect((await poll(started)).json).toMatchObject({ error: "slow_down" });
    later(6);
    expect((await poll(started)).json).toMatchObject({ error: "slow_down" });
    later(22);
    expect((await poll(started)).json).toMatchObject({ error: "authorization_pending" });
  });

  it("after ten minutes is expired_token, and the code leads nowhere", async () => {
    const started = await start();
    later(601);
    expect((await poll(started)).json).toMatchObject({ error: "expired_token" });
    expect(await look(started.user_code)).toEqual({ state: "unknown" });
    expect(locationOf(await answer(started)).searchParams.get("error")).toBe("NOT_FOUND");
  });

  it("of sixteen polls after the yes one gets tokens", async () => {
    const started = await start();
    await answer(started);
    const polls = await Promise.all(Array.from({ length: 16 }, () => poll(started)));
    expect(polls.filter((one) => one.status === 200)).toHaveLength(1);
  });

  it("is one client's: another one cannot fetch the tokens, nor can a wider resource be asked for", async () => {
    const started = await start();
    await answer(started);
    const other = await registerClient(house, { grant_types: [deviceGrant], redirect_uris: [] });
    expect((await poll(started, { client_id: other.client_id })).json).toMatchObject({ error: "invalid_grant" });
    expect((await poll(started, { resource: "http://localhost:3000/api" })).json).toMatchObject({ error: "invalid_target" });
    expect((await poll(started)).status).toBe(200);
  });
});

describe("the person who answers", () => {
  it("is bound to the code: of two who answer at once one counts, and the tokens are theirs", async () => {
    const started = await start();
    const people = [await house.signUp(), await house.signUp()];
    const answers = await Promise.all(people.map((who) => answer(started, {}, who)));
    const winners = people.filter((_who, index) => answers[index]!.headers.get("location") === "/device?done=allowed");
    expect(winners).toHaveLength(1);
    const tokens = (await poll(started)).json as Tokens;
    expect((await house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token })).json).toMatchObject({ user: { id: winners[0]!.id } });
    expect(await db().credential.count({ where: { kind: "grant", grantType: "device_code", userId: { in: people.map((who) => who.id) } } })).toBe(1);
  });

  it("answers from our own page alone, signed in, as the account that was shown", async () => {
    const started = await start();
    const browser = new Browser(house, person);
    const fields = { user_code: started.user_code, account: person.id, decision: "allow", scope: "agents:read" };
    expect(locationOf(await browser.post("/device/submit", fields, { origin: "https://evil.example" })).searchParams.get("error")).toBe("FORBIDDEN");
    expect(locationOf(await new Browser(house).post("/device/submit", fields)).searchParams.get("error")).toBe("AUTH_REQUIRED");
    expect(locationOf(await new Browser(house, await house.signUp()).post("/device/submit", fields)).searchParams.get("error")).toBe("CONFLICT");
    expect((await poll(started)).json).toMatchObject({ error: "authorization_pending" });
  });

  it("has ten tries in ten minutes, in parallel too; a right code costs none", async () => {
    const guesser = await house.signUp();
    const started = await start();
    for (let time = 0; time < 15; time++) expect((await look(started.user_code, guesser, "198.51.100.1")).state).toBe("ask");
    const guesses = await Promise.all(Array.from({ length: 14 }, () => look("BBBB-BBBB", guesser, "198.51.100.1")));
    expect(guesses.filter((guess) => guess.state === "unknown")).toHaveLength(10);
    expect(await look(started.user_code, guesser, "198.51.100.1")).toMatchObject({ state: "limited" });
    expect((await look(started.user_code, person, "198.51.100.2")).state).toBe("ask");
  });
});
