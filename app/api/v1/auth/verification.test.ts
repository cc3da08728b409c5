import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeLink } from "@/lib/addresses/find-link";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { config, setConfig } from "@/lib/env/config";
import { finishLater } from "@/lib/later";
import { countWork } from "@/lib/testing/count-work";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo, newestToken } from "@/lib/testing/mailbox";
import { startSecondProcess } from "@/lib/testing/second-process";

const secretKey = "verification-test-0123456789-abcdefghij";
let house: House;
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => house.close());

const otherPassword = "another-good-password-of-mine";
let networks = 0;
/** Each from a network of its own: limits have tests of their own. */
const from = () => `10.1.${++networks >> 8}.${networks & 255}`;
const register = (email: string, extra: object = {}) => house.send("POST", "/api/v1/auth/register", { body: { email, password: goodPassword, ...extra }, from: from() });
const confirm = (token: string) => house.send("POST", "/api/v1/auth/verify-email", { body: { token }, from: from() });
const sendAgain = (email: string) => house.send("POST", "/api/v1/auth/verify-email", { body: { email }, from: from() });
const signIn = (body: object) => house.send("POST", "/api/v1/auth/login", { body, from: from() });
const withoutRequestId = (text: string) => text.replace(/"request_id":"[^"]*"/, "");
const setVerification = (verification: "off" | "optional" | "required") => setConfig({ ...config(), mail: { ...config().mail, verification } });

beforeAll(async () => {
  house = await openHouse({ EMAIL_VERIFICATION: "optional", SECRET_KEY: secretKey });
});

describe("where an address may be confirmed (EMAIL_VERIFICATION=optional)", () => {
  let ada: Person;
  const isVerified = async () => ((await house.send("GET", "/api/v1/users/me", { token: ada.token })).json as { email_verified: boolean }).email_verified;
  beforeAll(async () => {
    ada = await house.signUp("ada");
  });

  it("sign-up opens a session and mails a link; looking at the link does not use it up, opening it confirms the address once", async () => {
    expect(await isVerified()).toBe(false);
    const token = await newestToken(ada.email);
    expect(await describeLink(token)).toMatchObject({ purpose: "verify_email", email: ada.email, username: "ada" });
    expect(await describeLink(token)).toBeDefined();
    expect((await confirm(token)).json).toMatchObject({ success: true, outcome: "verified", email: ada.email });
    expect(await isVerified()).toBe(true);
    const again = await confirm(token);
    expect([again.status, again.json]).toMatchObject([400, { code: "VALIDATION_FAILED", issues: [{ path: "token" }] }]);
  });

  it("another link ends the one before, and a link ends with its day", async () => {
    const max = await house.signUp();
    const older = await newestToken(max.email);
    expect((await sendAgain(max.email)).json).toEqual({ success: true });
    const newer = await newestToken(max.email);
    expect(newer).not.toBe(older);
    expect((await confirm(older)).status).toBe(400);
    clock.now = () => new Date(Date.now() + 86_401_000);
    expect((await confirm(newer)).status).toBe(400);
    clock.now = realNow;
    expect((await confirm(newer)).status).toBe(200);
  });

  it("asking for another link answers an unknown address and a confirmed one alike, after the same work, and mails them nothing", async () => {
    const waiting = await house.signUp();
    const works = [];
    for (const email of [waiting.email, ada.email, "nobody-here@example.com"]) {
      works.push(await countWork(async () => expect((await sendAgain(email)).text).toBe('{"success":true}')));
      await finishLater();
    }
    expect(works[1]).toEqual(works[0]);
    expect(works[2]).toEqual(works[0]);
    expect((await mailsTo(waiting.email)).filter((mail) => mail.kind === "verification")).toHaveLength(2);
    expect((await mailsTo(ada.email)).filter((mail) => mail.kind === "verification")).toHaveLength(1);
    expect(await mailsTo("nobody-here@example.com")).toEqual([]);
  });

  it("a link is stored as a hash alone", async () => {
    const person = await house.signUp();
    const token = await newestToken(person.email);
    const everything = await Promise.all([db().singleUseSecret.findMany(), db().mail.findMany(), db().auditEvent.findMany({ select: { detail: true, targetId: true, targetName: true } })]);
    expect(JSON.stringify(everything)).not.toContain(token);
  });

  it("of sixteen who open one link at once, eight of them in another process, exactly one uses it up", async () => {
    const person = await house.signUp();
    const secondProcess = await startSecondProcess({ DATABASE_URL: house.databaseUrl, SECRET_KEY: secretKey, PASSWORD_HASH_COST: "4", LOG_LEVEL: "error" });
    try {
      const token = await newestToken(person.email);
      const here = Array.from({ length: 8 }, async () => ((await confirm(token)).status === 200 ? "done" : "refused"));
      const there = Array.from({ length: 8 }, () => secondProcess.ask("confirmAddress", person.token, token));
      expect((await Promise.all([...here, ...there])).filter((answer) => answer === "done")).toHaveLength(1);
    } finally {
      await secondProcess.stop();
    }
  });
});

describe("where an address must be confirmed first (EMAIL_VERIFICATION=required)", () => {
  let owner: Person;
  beforeAll(async () => {
    setVerification("off");
    owner = await house.signUp("owner");
    setVerification("required");
  });
  afterAll(() => setVerification("optional"));

  it("a known address and an unknown one are answered alike: no session, no account, and no word of either", async () => {
    const [known, unknown] = [await register(owner.email, { username: "somebody" }), await register("unknown@example.com", { username: "somebody" })];
    expect([known.status, known.json]).toEqual([201, { success: true, verification_required: true }]);
    expect(withoutRequestId(unknown.text)).toBe(withoutRequestId(known.text));
    expect([known.cookies, unknown.cookies]).toEqual([[], []]);
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
    expect(await db().user.findUnique({ where: { email: "unknown@example.com" } })).toBeNull();
  });

  it("both cost the same statements in the same order, and the same hashing", async () => {
    const known = await countWork(() => register(owner.email));
    const unknown = await countWork(() => register("unknown-2@example.com"));
    expect(unknown).toEqual(known);
    expect(known.hashes).toBe(1);
  });

  it("only the owner's mailbox learns which it was: the one gets a link, the other a word without one", async () => {
    const [mail] = await mailsTo("unknown@example.com");
    expect(mail!.token).toBeDefined();
    const toOwner = (await mailsTo(owner.email)).at(-1)!;
    expect(toOwner).toMatchObject({ heading: "You already have an account", token: undefined });
  });

  it("who signs in before opening the link is told to, and that too says nothing of the address", async () => {
    for (const email of [owner.email, "fresh@example.com"]) {
      await register(email, { password: otherPassword });
      const waiting = await signIn({ email, password: otherPassword });
      expect([waiting.status, waiting.json]).toMatchObject([403, { code: "EMAIL_NOT_VERIFIED" }]);
      expect((await signIn({ email, password: "wrong password" })).json).toMatchObject({ code: "INVALID_CREDENTIALS" });
    }
  });

  it("a failed sign-in costs the same for an account, a registration that waits, and an address that nobody knows", async () => {
    const costs = [];
    for (const email of [owner.email, "fresh@example.com", "never-seen@example.com"]) costs.push(await countWork(() => signIn({ email, password: "wrong password" })));
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[2]).toEqual(costs[0]);
    expect(costs[0]!.comparisons).toBe(2);
  });

  it("opening the link makes the account, confirmed, without a session; then the password works", async () => {
    await register("grace@example.com", { username: "grace" });
    const answer = await confirm(await newestToken("grace@example.com"));
    expect(answer.json).toEqual({ success: true, outcome: "registered", email: "grace@example.com", username: "grace" });
    expect(answer.cookies).toEqual([]);
    expect((await signIn({ username: "grace", password: goodPassword })).status).toBe(200);
    expect(await db().user.findUnique({ where: { email: "grace@example.com" } })).toMatchObject({ emailVerifiedAt: expect.any(Date), role: "user" });
  });

  it("nobody takes an address or a name by registering with it: the first to open a link has it, and the rest is over", async () => {
    await register("victim@example.com", { username: "wanted", password: otherPassword });
    const strangers = await newestToken("victim@example.com");
    await register("victim@example.com", { username: "wanted" });
    const own = await newestToken("victim@example.com");
    await register("third@example.com", { username: "wanted" });
    expect((await confirm(own)).json).toMatchObject({ username: "wanted" });
    expect((await confirm(strangers)).status).toBe(400);
    expect((await signIn({ email: "victim@example.com", password: otherPassword })).json).toMatchObject({ code: "INVALID_CREDENTIALS" });
    expect((await signIn({ email: "victim@example.com", password: goodPassword })).status).toBe(200);
    expect((await confirm(await newestToken("third@example.com"))).json).toMatchObject({ outcome: "registered", username: expect.stringMatching(/^wanted-\d+$/) });
  });

  it("another link can be asked for, and the one before still works: no stranger ends it by asking", async () => {
    await register("twice@example.com");
    const first = await newestToken("twice@example.com");
    expect((await sendAgain("twice@example.com")).json).toEqual({ success: true });
    expect(await newestToken("twice@example.com")).not.toBe(first);
    expect((await confirm(first)).status).toBe(200);
    expect((await confirm(await newestToken("twice@example.com"))).status).toBe(400);
  });

  it("an account from before is let in once its address is confirmed; the first administrator need not wait", async () => {
    expect((await signIn({ username: "owner", password: goodPassword })).json).toMatchObject({ code: "EMAIL_NOT_VERIFIED" });
    expect((await house.send("POST", "/api/v1/auth/token", { body: { username: "owner", password: goodPassword } })).json).toMatchObject({ code: "EMAIL_NOT_VERIFIED" });
    await sendAgain(owner.email);
    await confirm(await newestToken(owner.email));
    expect((await signIn({ username: "owner", password: goodPassword })).status).toBe(200);
    await db().user.update({ where: { username: "ada" }, data: { emailVerifiedAt: null } });
    expect((await signIn({ username: "ada", password: goodPassword })).status).toBe(200);
  });

  it("links are limited per address before anybody looks whether it is known", async () => {
    for (const email of ["limit@example.com", owner.email]) {
      let answer = await sendAgain(email);
      for (let asked = 0; answer.status === 200 && asked < 10; asked++) answer = await sendAgain(email);
      expect([answer.status, (await register(email)).status]).toEqual([429, 429]);
    }
  });
});

it("in an empty house the first account waits for nothing, and of many at once exactly one is made", async () => {
  await house.close();
  house = await openHouse({ EMAIL_VERIFICATION: "required" });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => register(`racer${index}@example.com`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  expect(answers.filter(({ json }) => "token" in json)).toHaveLength(1);
  expect(await db().user.count()).toBe(1);
  expect(await db().user.findFirst()).toMatchObject({ role: "admin" });
});
