import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { clock } from "@/lib/clock";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { finishLater } from "@/lib/later";
import { startSession } from "@/lib/sessions/start";
import { createAccessToken } from "@/lib/tokens/create-access-token";
import { countWork } from "@/lib/testing/count-work";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo, newestToken } from "@/lib/testing/mailbox";
import { startSecondProcess } from "@/lib/testing/second-process";

const secretKey = "password-reset-test-0123456789-abcdefghij";
const newPassword = "another-good-password-of-mine";
let house: House;
const realNow = clock.now;
beforeAll(async () => {
  house = await openHouse({ SECRET_KEY: secretKey, EMAIL_VERIFICATION: "optional" });
  await house.signUp("admin");
});
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => house.close());

let networks = 0;
const from = () => `10.2.${++networks >> 8}.${networks & 255}`;
const forgot = (email: string, ip = from()) => house.send("POST", "/api/v1/auth/forgot-password", { body: { email }, from: ip });
const reset = (token: string, password = newPassword) => house.send("POST", "/api/v1/auth/reset-password", { body: { token, password }, from: from() });
const signIn = (username: string, password: string) => house.send("POST", "/api/v1/auth/login", { body: { username, password }, from: from() });
const check = async (sent: { token?: string; apiKey?: string; cookie?: string }) => (await house.send("GET", "/api/v1/auth/verify", sent)).status;
const withoutRequestId = (text: string) => text.replace(/"request_id":"[^"]*"/, "");

async function linkFor(person: Person): Promise<string> {
  expect((await forgot(person.email)).status).toBe(200);
  await finishLater();
  return newestToken(person.email);
}

async function suspend(person: Person): Promise<void> {
  await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
  await changeFeed().publish([tagOf.user(person.id)]);
}

describe("a forgotten password", () => {
  it("is answered alike, after the same work, for a known address, an unknown one, a suspended one and one without a password", async () => {
    const [known, suspended, withoutPassword] = [await house.signUp(), await house.signUp(), await house.signUp()];
    await suspend(suspended);
    await db().user.update({ where: { id: withoutPassword.id }, data: { passwordHash: null } });
    const seen = [];
    for (const email of [known.email, "nobody-here@example.com", suspended.email, withoutPassword.email]) {
      let answer;
      const work = await countWork(async () => (answer = await forgot(email)));
      seen.push({ work, status: answer!.status, text: withoutRequestId(answer!.text), headers: [...answer!.headers.keys()] });
      await finishLater();
    }
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ status: 200, text: '{"success":true}', work: { hashes: 0, comparisons: 0 } });
    expect(seen[0]!.work.statements).toHaveLength(1);
    expect(await mailsTo("nobody-here@example.com")).toEqual([]);
    expect((await mailsTo(suspended.email)).at(-1)).toMatchObject({ heading: "Your account is suspended", token: undefined });
    expect((await mailsTo(withoutPassword.email)).at(-1)!.paragraphs.join()).toContain("has no password yet");
  });

  it("is limited per address and per network, the same for known and unknown ones, and counts parallel requests", async () => {
    const person = await house.signUp();
    for (const email of [person.email, "nobody-else@example.com"]) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => forgot(email)));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
    }
    const flood = await Promise.all(Array.from({ length: 40 }, (_, index) => forgot(`x${index}@example.com`, "203.0.113.77")));
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(Number(flood.at(-1)!.headers.get("retry-after"))).toBeGreaterThan(60);
    expect((await mailsTo(person.email)).filter((mail) => mail.kind === "password_reset")).toHaveLength(5);
  });
});

describe("a link to choose a new password", () => {
  it("sets it, ends every session and every token fetched with the old one at their next request, and names what lives on", async () => {
    const person = await house.signUp();
    const { token: fetched } = ((await house.send("POST", "/api/v1/auth/token", { body: { username: person.username, password: goodPassword } })).json as { data: { token: string } }).data;
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Nightly <b>job</b>" } })).json as { key: string };
    for (const sent of [{ token: person.token }, { cookie: person.cookie }, { token: fetched }, { apiKey: key }]) expect(await check(sent)).toBe(200);
    const answer = await reset(await linkFor(person));
    expect(answer.json).toEqual({ success: true, still_active: [{ kind: "api_key", name: "Nightly <b>job</b>" }] });
    expect(answer.cookies).toEqual([]);
    for (const sent of [{ token: person.token }, { cookie: person.cookie }, { token: fetched }]) expect(await check(sent)).toBe(401);
    expect(await check({ apiKey: key })).toBe(200);
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: person.refreshToken } })).status).toBe(401);
    expect((await signIn(person.username, goodPassword)).status).toBe(401);
    expect((await signIn(person.username, newPassword)).status).toBe(200);
    const told = (await mailsTo(person.email)).findLast((mail) => mail.subject === "Your password was changed")!;
    expect(told.paragraphs.join("\n")).toContain("These go on working: API key “Nightly <b>job</b>”.");
    expect(told.paragraphs.at(-1)).toContain("If this was not you");
  });

  it("refuses a sign-in that had found the old password right a moment before", async () => {
    const person = await house.signUp();
    const found = await db().user.findUniqueOrThrow({ where: { id: person.id } });
    await reset(await linkFor(person));
    const caller = { requestId: "req_test", ip: undefined, userAgent: undefined };
    await expect(startSession(caller, found, "password")).rejects.toMatchObject({ code: "INVALID_CREDENTIALS" });
    await expect(createAccessToken(caller, found, {})).rejects.toMatchObject({ code: "INVALID_CREDENTIALS" });
    expect(await db().credential.count({ where: { userId: person.id, revokedAt: null } })).toBe(0);
  });

  it("proves the address", async () => {
    const person = await house.signUp();
    await reset(await linkFor(person));
    expect((await db().user.findUniqueOrThrow({ where: { id: person.id } })).emailVerifiedAt).not.toBeNull();
  });

  it("works once, within an hour, and only as the newest", async () => {
    const person = await house.signUp();
    const older = await linkFor(person);
    const newer = await linkFor(person);
    expect((await reset(older)).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "token" }] });
    clock.now = () => new Date(Date.now() + 3_601_000);
    expect((await reset(newer)).status).toBe(400);
    clock.now = realNow;
    expect((await reset(newer)).status).toBe(200);
    expect(withoutRequestId((await reset(newer)).text)).toBe(withoutRequestId((await reset("unknown")).text));
  });

  it("is not used up by a password that is refused", async () => {
    const person = await house.signUp();
    const token = await linkFor(person);
    for (const bad of ["password", "short", person.username]) expect((await reset(token, bad)).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "password" }] });
    expect((await reset(token)).status).toBe(200);
  });

  it("serves no other purpose, and no other link serves this one", async () => {
    const person = await house.signUp();
    const verification = await newestToken(person.email);
    expect((await reset(verification)).status).toBe(400);
    const token = await linkFor(person);
    expect((await house.send("POST", "/api/v1/auth/verify-email", { body: { token }, from: from() })).status).toBe(400);
    expect((await reset(token)).status).toBe(200);
  });

  it("is dead once the account has another address, is suspended, or has chosen a password otherwise", async () => {
    const [moved, suspended, changed] = [await house.signUp(), await house.signUp(), await house.signUp()];
    const links = [await linkFor(moved), await linkFor(suspended), await linkFor(changed)];
    await db().user.update({ where: { id: moved.id }, data: { email: "moved@example.com" } });
    await suspend(suspended);
    await house.send("PATCH", "/api/v1/users/me", { token: changed.token, body: { password: newPassword, current_password: goodPassword } });
    expect(await Promise.all(links.map(async (link) => (await reset(link, "yet-another-password-of-mine")).status))).toEqual([400, 403, 400]);
  });

  it("is stored as a hash alone, and its mail sealed", async () => {
    const person = await house.signUp();
    const token = await linkFor(person);
    const everything = await Promise.all([db().singleUseSecret.findMany(), db().mail.findMany(), db().auditEvent.findMany({ select: { detail: true, targetId: true, targetName: true } })]);
    expect(JSON.stringify(everything)).not.toContain(token);
  });

  it("of sixteen who use it at once, eight of them in another process, exactly one sets a password", async () => {
    const person = await house.signUp();
    const secondProcess = await startSecondProcess({ DATABASE_URL: house.databaseUrl, SECRET_KEY: secretKey, PASSWORD_HASH_COST: "4", LOG_LEVEL: "error" });
    try {
      const token = await linkFor(person);
      const witness = await house.signUp();
      const here = Array.from({ length: 8 }, async (_, index) => ((await reset(token, `password-number-${index}-of-mine`)).status === 200 ? "done" : "refused"));
      const there = Array.from({ length: 8 }, (_, index) => secondProcess.ask("resetPassword", witness.token, token, `password-number-${index + 8}-of-mine`));
      const answers = await Promise.all([...here, ...there]);
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      expect((await signIn(person.username, `password-number-${answers.indexOf("done")}-of-mine`)).status).toBe(200);
    } finally {
      await secondProcess.stop();
    }
  });
});

describe("the pages' forms", () => {
  const post = (path: string, fields: Record<string, string>) => house.send("POST", path, { raw: new URLSearchParams(fields), headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" }, from: from() });

  it("ask for a link and choose a password without JavaScript, and keep the link when the password is refused", async () => {
    const person = await house.signUp();
    expect((await post("/forgot-password/submit", { email: person.email })).headers.get("location")).toBe("/forgot-password?sent=1");
    const token = await newestToken(person.email);
    expect((await post("/reset-password/submit", { token, password: "short" })).headers.get("location")).toBe(`/reset-password?error=VALIDATION_FAILED&field=password&token=${token}`);
    expect((await post("/reset-password/submit", { token, password: newPassword })).headers.get("location")).toBe("/reset-password?done=1");
    expect((await signIn(person.username, newPassword)).status).toBe(200);
  });

  it("confirm an address by a button, and lead a dead link back", async () => {
    const person = await house.signUp();
    const token = await newestToken(person.email);
    expect((await post("/verify-email/submit", { token })).headers.get("location")).toBe("/verify-email?done=verified");
    expect((await post("/verify-email/submit", { token })).headers.get("location")).toBe(`/verify-email?error=VALIDATION_FAILED&field=token&token=${token}`);
    expect((await post("/verify-email/submit", { email: "nobody-here-either@example.com" })).headers.get("location")).toBe("/verify-email?sent=1");
  });
});
