import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { waitUntil } from "@/lib/testing/wait-until";
import { fanOut } from "@/lib/webhooks/deliver/fan-out";
import { pauses } from "@/lib/webhooks/deliver/send";
import { wakeWebhooks } from "@/lib/webhooks/deliver/wake";

type Message = { headers: Record<string, string>; body: string };
type Made = { id: string; secret: string };

let house: House;
let admin: Person;
let person: Person;
let receiver: TestHttpServer;
let received: Message[];
let answerWith = 204;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
  person = await house.signUp("plain");
  receiver = await startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
    response.writeHead(answerWith).end(answerWith === 204 ? undefined : "not today");
  });
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});
beforeEach(async () => {
  await db().webhook.deleteMany();
  while (await fanOut()) continue;
  received = [];
  answerWith = 204;
});

const url = () => `http://127.0.0.1:${receiver.port}/hooks`;
const post = (path: string, by: Person, body?: object) => house.send("POST", `/api/v1${path}`, { token: by.token, ...(body && { body }) });
const make = async (events: string[], by: Person = person, more: object = {}) => (await post("/webhooks", by, { url: url(), events, ...more })).json as Made;
const makeKey = async (by: Person = person, more: object = {}) => (await post("/api-keys", by, { name: "Night job", ...more })).json as { id: string; key: string; organization_id: string };
const deliveries = async (id: string, by: Person = person) => ((await house.send("GET", `/api/v1/webhooks/${id}/deliveries`, { token: by.token })).json as { data: { id: string; status: string; attempts: number; response_status?: number; error?: string; type: string }[] }).data;
const arrived = (count: number) => waitUntil(() => (wakeWebhooks(), received.length >= count));

describe("a message", () => {
  it("is accepted by the public standardwebhooks package, and tells who did what to what", async () => {
    const { secret } = await make(["api_key.*"]);
    const { id, key } = await makeKey();
    await arrived(1);
    const [message] = received;
    expect(new Webhook(secret).verify(message!.body, message!.headers)).toMatchObject({ type: "api_key.created", data: { target: { type: "api_key", id, name: "Night job" }, actor: { name: "plain" } } });
    expect(message!.body).not.toContain(key);
    expect(() => new Webhook(secret).verify(`${message!.body} `, message!.headers)).toThrow();
  });

  it("is signed with the old secret too for a day after a rotation", async () => {
    const made = await make(["api_key.*"]);
    const rotated = (await post(`/webhooks/${made.id}/rotate-secret`, person)).json as { secret: string };
    expect(rotated.secret).not.toBe(made.secret);
    await makeKey();
    await arrived(1);
    for (const secret of [made.secret, rotated.secret]) expect(() => new Webhook(secret).verify(received[0]!.body, received[0]!.headers)).not.toThrow();
  });

  it("comes once for each event, whichever of two instances looks first", async () => {
    const { id } = await make(["api_key.created"]);
    await Promise.all([makeKey(), makeKey(), makeKey()]);
    await Promise.all(Array.from({ length: 8 }, () => fanOut()));
    await arrived(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(received).toHaveLength(3);
    expect(new Set(received.map((message) => message.headers["webhook-id"])).size).toBe(3);
    expect(await deliveries(id)).toMatchObject(Array.from({ length: 3 }, () => ({ status: "delivered", attempts: 1, response_status: 204 })));
  });

  it("tells nothing of other people, and of an organization only while its owner manages it", async () => {
    const stranger = await house.signUp();
    const { organization_id } = await makeKey(stranger);
    // of this key it must not hear: it is not there yet
    await fanOut();
    await make(["*"], person);
    await db().membership.create({ data: { organizationId: organization_id, userId: person.id, role: "admin" } });
    const ofOrganization = await make(["api_key.*"], person, { organization_id });
    await fanOut();
    received = [];
    await makeKey(stranger);
    await waitUntil(async () => (await deliveries(ofOrganization.id)).length === 1);
    await db().membership.deleteMany({ where: { organizationId: organization_id, userId: person.id } });
    await makeKey(stranger);
    await fanOut();
    expect(await db().webhookDelivery.count({ where: { webhookId: ofOrganization.id } })).toBe(1);
  });

  it("of everything in the house goes to administrators alone, and ends with the role", async () => {
    expect((await post("/webhooks", person, { url: url(), events: ["*"], everything: true })).json).toMatchObject({ code: "FORBIDDEN", required_role: "admin" });
    const other = await house.signUp();
    await house.send("PATCH", `/api/v1/users/${other.id}`, { token: admin.token, body: { role: "admin" } });
    const { id } = await make(["user.suspended"], other, { everything: true });
    const victim = await house.signUp();
    await house.send("PATCH", `/api/v1/users/${victim.id}`, { token: admin.token, body: { suspended: true } });
    await arrived(1);
    await house.send("PATCH", `/api/v1/users/${other.id}`, { token: admin.token, body: { role: "user" } });
    await house.send("PATCH", `/api/v1/users/${victim.id}`, { token: admin.token, body: { suspended: false } });
    await house.send("PATCH", `/api/v1/users/${victim.id}`, { token: admin.token, body: { suspended: true } });
    await fanOut();
    expect(await db().webhookDelivery.count({ where: { webhookId: id } })).toBe(1);
  });
});

describe("a receiver that fails", () => {
  it("is tried again with longer and longer pauses, then the webhook is switched off and says why", async () => {
    answerWith = 500;
    const { id } = await make(["api_key.created"]);
    await makeKey();
    await arrived(1);
    const { now } = clock;
    let passed = 0;
    clock.now = () => new Date(Date.now() + passed);
    try {
      for (let attempt = 1; attempt <= pauses.length + 1; attempt++) {
        await arrived(attempt);
        await waitUntil(async () => (await db().webhookDelivery.findFirstOrThrow({ where: { webhookId: id } })).lastError !== null);
        await db().webhookDelivery.updateMany({ where: { webhookId: id }, data: { lastError: null } });
        passed += (pauses[attempt - 1] ?? 0) + 61_000;
      }
      await waitUntil(async () => (await db().webhook.findUniqueOrThrow({ where: { id } })).disabledAt !== null);
    } finally {
      clock.now = now;
    }
    expect(received).toHaveLength(pauses.length + 1);
    expect(await deliveries(id)).toMatchObject([{ status: "failed", attempts: pauses.length + 1, response_status: 500 }]);
    expect((await house.send("GET", `/api/v1/webhooks/${id}`, { token: person.token })).json).toMatchObject({ enabled: false, disabled_reason: expect.stringContaining("500") });
  });

  it("gets a message again on demand, under the same id", async () => {
    answerWith = 503;
    const { id } = await make(["api_key.created"]);
    await makeKey();
    await arrived(1);
    await waitUntil(async () => (await deliveries(id))[0]?.error !== undefined);
    answerWith = 204;
    const [failed] = await deliveries(id);
    expect((await post(`/webhooks/${id}/deliveries/${failed!.id}/replay`, person)).status).toBe(200);
    await arrived(2);
    await waitUntil(async () => (await deliveries(id))[0]?.status === "delivered");
    expect(received[0]!.headers["webhook-id"]).toBe(received[1]!.headers["webhook-id"]);
  });

  it("with 410 Gone is not asked again", async () => {
    answerWith = 410;
    const { id } = await make(["api_key.created"]);
    await makeKey();
    await waitUntil(async () => (await db().webhook.findUniqueOrThrow({ where: { id } })).disabledAt !== null);
    expect(await deliveries(id)).toMatchObject([{ status: "failed", attempts: 1 }]);
  });

  it("that redirects is not followed", async () => {
    answerWith = 302;
    const { id } = await make(["api_key.created"]);
    await makeKey();
    await waitUntil(async () => (await deliveries(id))[0]?.error !== undefined);
    expect(received).toHaveLength(1);
  });
});

describe("400", () => {
  it.each(["ftp://hooks.example.com/", "javascript:alert(1)", "https://user:secret@hooks.example.com/", "http://169.254.169.254/latest", "http://10.0.0.1/", "http://[fd00::1]/", "https://no-such-host.invalid/", "nowhere", "https://hooks.example.com/#x"])("%s is no address for messages", async (address) => {
    expect((await post("/webhooks", person, { url: address, events: ["*"] })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "url" }] });
  });

  it("an address that becomes private later is not reached", async () => {
    const { id } = await make(["api_key.created"]);
    await db().webhook.update({ where: { id }, data: { url: "http://192.168.7.7/" } });
    await makeKey();
    await waitUntil(async () => (await deliveries(id))[0]?.error !== undefined);
    expect((await deliveries(id))[0]!.error).toContain("not on the public internet");
  });

  it.each([[[]], [["api_key"]], [["API_KEY.created"]], [["*.created"]], ["api_key.created"]])("%j are no events", async (events) => {
    expect((await post("/webhooks", person, { url: url(), events })).json).toMatchObject({ code: "VALIDATION_FAILED" });
  });
});

it("a webhook tells no more than its maker may read: without audit:read an app makes none", async () => {
  const app = await connectApp(person, { scopes: ["keys:write"] });
  expect((await house.send("POST", "/api/v1/webhooks", { token: app.token, body: { url: url(), events: ["*"] } })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "audit:read" });
});

it("the secret is in no later answer, and sealed in the database", async () => {
  const { id, secret } = await make(["*"]);
  const answers = await Promise.all(["/api/v1/webhooks", `/api/v1/webhooks/${id}`, "/api/v1/audit-events"].map(async (path) => (await house.send("GET", path, { token: person.token })).text));
  for (const text of [...answers, JSON.stringify(await db().webhook.findMany())]) expect(text).not.toContain(secret.slice(6));
});
