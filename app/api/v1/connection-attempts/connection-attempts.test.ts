import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import type { AttemptView, StepView } from "@/lib/contract/doctor";
import { causes } from "@/lib/oauth/doctor/causes";
import { recordStep } from "@/lib/oauth/doctor/record";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { ask, authorizePath, Browser, connect, registerClient } from "@/lib/testing/oauth-flow";

let house: House;
let admin: Person;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  house = await openHouse();
  [admin, ada, grace] = [await house.signUp("admin"), await house.signUp(), await house.signUp()];
});
afterAll(() => house.close());

type Timeline = AttemptView & { steps: StepView[] };
const base = "/api/v1/connection-attempts";
/** Somewhere else than where the clients of these tests are, unless said. */
const elsewhere = "203.0.113.77";
const list = async (person: Person, query = "", from = elsewhere) => ((await house.send("GET", `${base}?limit=100${query}`, { token: person.token, from })).json as { data: AttemptView[] }).data;
const show = async (person: Person, id: string) => (await house.send("GET", `${base}/${id}`, { token: person.token, from: elsewhere })).json as Timeline;
const attemptOf = async (clientId: string) => (await list(admin, `&client_id=${clientId}`))[0]!;

describe("an attempt to connect", () => {
  it("that succeeds is one timeline from the first look at the metadata to the tokens", async () => {
    const headers = { "user-agent": "good-client/1" };
    await house.send("GET", "/.well-known/oauth-authorization-server", { headers });
    const { client_id } = (await house.send("POST", "/oauth/register", { headers, body: { client_name: "Good client", redirect_uris: ["https://app.example.com/callback"] } })).json as { client_id: string };
    await connect(house, ada, { client_id });
    const attempt = await attemptOf(client_id);
    expect(attempt).toMatchObject({ outcome: "connected", client_name: "Good client", client_id, user: { id: ada.id, username: ada.username }, user_agent: "good-client/1", ip: "127.0.0.1" });
    const { steps } = await show(ada, attempt.id);
    expect(steps.map(({ step, succeeded }) => [step, succeeded])).toEqual([["discovery", true], ["registration", true], ["authorize", true], ["consent", true], ["token", true]]);
    expect(steps.map(({ title }) => title).at(-1)).toBe("Got its tokens");
    expect(attempt).not.toHaveProperty("cause");
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["a wrong redirect", { redirect_uri: "https://app.example.com/other" }, "redirect_uri_mismatch"],
    ["a wrong resource", { resource: "https://elsewhere.example/mcp" }, "resource_unknown"],
    ["missing PKCE", { code_challenge: undefined, code_challenge_method: undefined }, "pkce_missing"],
  ])("that fails with %s can be diagnosed from the timeline alone", async (_title, parameters, cause) => {
    const client = await registerClient(house);
    await new Browser(house).get(authorizePath(client, parameters));
    const attempt = await attemptOf(client.client_id);
    expect(attempt).toMatchObject({ outcome: "failed", cause: { code: cause, ...causes[cause as keyof typeof causes] } });
    const { steps } = await show(admin, attempt.id);
    const failed = steps.at(-1)!;
    expect(failed).toMatchObject({ step: "authorize", succeeded: false, title: causes[cause as keyof typeof causes].title, cause: { code: cause } });
    const asked = parameters.redirect_uri ?? parameters.resource;
    if (asked) expect(JSON.stringify(failed.detail)).toContain(asked);
  });

  it("that fails at the token endpoint tells the reason, and no secret", async () => {
    const client = await registerClient(house);
    await ask(house, "/oauth/token", { grant_type: "refresh_token", client_id: client.client_id, refresh_token: "sk_rt_secretsecretsecretsecret" });
    const attempt = await attemptOf(client.client_id);
    expect(attempt).toMatchObject({ outcome: "failed", cause: { code: "refresh_unknown" } });
    expect(JSON.stringify(await show(admin, attempt.id))).not.toContain("secretsecret");
  });

  it("is not failed because clients look for metadata at addresses where there is none", async () => {
    const headers = { "user-agent": "prober/1" };
    await house.send("GET", "/.well-known/oauth-authorization-server", { headers });
    await house.send("GET", "/.well-known/openid-configuration/none", { headers });
    const [attempt] = (await list(admin)).filter((one) => one.user_agent === "prober/1");
    expect(attempt).toMatchObject({ outcome: "under_way", steps_count: 2, last_step: "discovery" });
    const later = Date.now() + 16 * 60_000;
    clock.now = () => new Date(later);
    expect((await list(admin)).find(({ id }) => id === attempt!.id)).toMatchObject({ outcome: "abandoned" });
    clock.now = () => new Date();
  });
});

describe("who sees an attempt", () => {
  it("is the person who signed in, and administrators; to others it does not exist", async () => {
    const client = await registerClient(house);
    await connect(house, ada, client);
    const { id } = await attemptOf(client.client_id);
    expect((await list(ada)).map((attempt) => attempt.id)).toContain(id);
    expect((await list(grace)).map((attempt) => attempt.id)).not.toContain(id);
    expect((await house.send("GET", `${base}/${id}`, { token: grace.token, from: elsewhere })).status).toBe(404);
    expect((await show(ada, id)).steps.length).toBeGreaterThan(3);
  });

  it("is whoever manages the client, also where nobody has signed in", async () => {
    const client = (await house.send("POST", "/api/v1/oauth-clients", { token: grace.token, body: { client_name: "Mine", redirect_uris: ["https://app.example.com/callback"] } })).json as { client_id: string };
    await new Browser(house).get(authorizePath(client, { redirect_uri: "https://app.example.com/wrong" }));
    const { id } = await attemptOf(client.client_id);
    expect((await list(grace)).map((attempt) => attempt.id)).toContain(id);
    expect((await list(ada)).map((attempt) => attempt.id)).not.toContain(id);
  });

  it("is, for a day, whoever is at the same address, as long as nobody has signed in: who builds a client meets its errors first", async () => {
    const client = await registerClient(house);
    await new Browser(house).get(authorizePath(client, { redirect_uri: "https://app.example.com/wrong" }));
    const { id } = await attemptOf(client.client_id);
    expect((await list(grace, "", "127.0.0.1")).map((attempt) => attempt.id)).toContain(id);
    expect((await list(grace, "", "127.0.0.2")).map((attempt) => attempt.id)).not.toContain(id);
    recordStep({ step: "sign_in", succeeded: true, userId: ada.id, attemptId: id, caller: { requestId: "req_x", ip: "127.0.0.1", userAgent: undefined } });
    expect((await list(grace, "", "127.0.0.1")).map((attempt) => attempt.id)).not.toContain(id);
  });

  it("those of a period are the ones with a step in it, with all their steps", async () => {
    const client = await registerClient(house);
    await connect(house, ada, client);
    const { id, started_at, last_at, steps_count } = await attemptOf(client.client_id);
    const inPeriod = async (query: string) => (await list(admin, query)).find((attempt) => attempt.id === id)?.steps_count;
    const hour = (from: string, hours: number) => new Date(Date.parse(from) + hours * 3_600_000).toISOString();
    expect(await inPeriod(`&since=${last_at}`)).toBe(steps_count);
    expect(await inPeriod(`&until=${hour(started_at, 0.001)}`)).toBe(steps_count);
    expect(await inPeriod(`&since=${hour(last_at, 1)}`)).toBeUndefined();
    expect(await inPeriod(`&until=${hour(started_at, -1)}`)).toBeUndefined();
    expect((await house.send("GET", `${base}?since=2026-13-45T00:00:00Z`, { token: admin.token })).status).toBe(400);
    expect(await inPeriod(`&since=${hour(started_at, -1)}&until=${hour(last_at, 1)}`)).toBe(steps_count);
  });

  it("pages through them newest first, and filters the failed ones", async () => {
    const all = (await list(admin)).map(({ id }) => id);
    expect([...all].sort().toReversed()).toEqual(all);
    const first = (await house.send("GET", `${base}?limit=2`, { token: admin.token })).json as { data: AttemptView[]; next_cursor: string };
    const second = (await house.send("GET", `${base}?limit=2&cursor=${first.next_cursor}`, { token: admin.token })).json as { data: AttemptView[] };
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(all.slice(0, 4));
    const failed = await list(admin, "&failed=true");
    expect(failed.length).toBeGreaterThan(2);
    expect(new Set(failed.map(({ outcome }) => outcome))).toEqual(new Set(["failed"]));
  });
});
