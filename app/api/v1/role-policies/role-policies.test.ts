import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { PageVisitor } from "@/lib/testing/page-visitor";
import { addPasskey, codeOf, setUpTotp } from "@/lib/testing/second-factors";
import { startSecondProcess, type SecondProcess } from "@/lib/testing/second-process";

const SECRET_KEY = randomBytes(36).toString("base64");
let house: House;
let admin: Person;
let other: SecondProcess;
beforeAll(async () => {
  house = await openHouse({ SECRET_KEY });
  admin = await house.signUp("admin");
  await setUpTotp(house, admin);
  other = await startSecondProcess({ DATABASE_URL: house.databaseUrl, SECRET_KEY, LOG_LEVEL: "error", PASSWORD_HASH_COST: "4" });
}, 60_000);
beforeEach(async () => {
  for (const role of ["user", "developer"]) await demand(role, false);
});
afterAll(async () => {
  await other.stop();
  await house.close();
});

const code = (answer: { json: object }) => (answer.json as { code?: string }).code;
const demand = (role: string, required: boolean, token = admin.token) => house.send("PATCH", `/api/v1/role-policies/${role}`, { token, body: { second_factor_required: required } });
const me = (sent: object) => house.send("GET", "/api/v1/users/me", sent);

describe("a role that needs a second factor", () => {
  it("acts on the next request of every session without one, by token and cookie, on every instance; keys and tokens go on", async () => {
    const person = await house.signUp();
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
    const { token } = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { token: string };
    expect(await other.ask("verify", person.token)).toBe("done");
    expect((await demand("user", true)).status).toBe(200);
    expect(await other.ask("verify", person.token)).toBe("SECOND_FACTOR_MISSING");
    for (const sent of [{ token: person.token }, { cookie: person.cookie }]) {
      const answer = await house.send("GET", "/api/v1/api-keys", sent);
      expect([answer.status, code(answer)]).toEqual([403, "SECOND_FACTOR_MISSING"]);
      expect((await house.send("POST", "/api/v1/users/me/api-token", sent)).status).toBe(403);
    }
    for (const sent of [{ apiKey: key }, { token }]) expect((await house.send("GET", "/api/v1/auth/verify", sent)).status).toBe(200);
    expect(await other.ask("verify", key)).toBe("done");
    await demand("user", false);
    expect(await other.ask("verify", person.token)).toBe("done");
  });

  it("leaves such a session the way to set one up, and with it the whole house is open again, on every instance", async () => {
    const person = await house.signUp();
    await demand("user", true);
    expect((await house.send("GET", "/api/v1/users/me/second-factor", { token: person.token })).json).toMatchObject({ enabled: false, required: true });
    expect((await me({ cookie: person.cookie })).status).toBe(200);
    await setUpTotp(house, person);
    expect((await house.send("GET", "/api/v1/api-keys", { token: person.token })).status).toBe(200);
    expect(await other.ask("verify", person.token)).toBe("done");
    const withPasskey = await house.signUp();
    await addPasskey(house, withPasskey);
    expect((await house.send("GET", "/api/v1/api-keys", { token: withPasskey.token })).status).toBe(200);
  });

  it("is met at sign-in: a session that can only enrol; a password alone gives no lasting token", async () => {
    const person = await house.signUp();
    await demand("user", true);
    const visitor = new PageVisitor(house);
    expect((await visitor.post("/login/submit", { identifier: person.username, password: goodPassword })).location).toBe("/dashboard");
    expect(code(await house.send("GET", "/api/v1/api-keys", { cookie: visitor.cookie }))).toBe("SECOND_FACTOR_MISSING");
    const session = (await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } })).json as { token: string };
    expect((await house.send("POST", "/api/v1/api-keys", { token: session.token, body: { name: "K" } })).status).toBe(403);
    expect(JSON.parse(Buffer.from(session.token.split(".")[1]!, "base64url").toString())).toMatchObject({ sub: person.id, scope: "" });
    const token = await house.send("POST", "/api/v1/auth/token", { body: { username: person.username, password: goodPassword } });
    expect([token.status, code(token)]).toEqual([403, "SECOND_FACTOR_MISSING"]);
    expect(code(await house.send("POST", "/api/v1/auth/token", { body: { username: person.username, password: "wrong" } }))).toBe("INVALID_CREDENTIALS");
    expect((await house.send("POST", "/logout", { cookie: visitor.cookie, raw: new URLSearchParams() })).status).toBe(303);
    expect((await me({ cookie: visitor.cookie })).status).toBe(401);
  });

  it("keeps the last factor: neither app nor passkey can be removed, also not both at once", async () => {
    const person = await house.signUp();
    await setUpTotp(house, person);
    const { id } = await addPasskey(house, person);
    await demand("user", true);
    const answers = await Promise.all([house.send("DELETE", "/api/v1/users/me/totp", { token: person.token }), house.send("DELETE", `/api/v1/users/me/passkeys/${id}`, { token: person.token })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(code(answers.find(({ status }) => status === 409)!)).toBe("CONFLICT");
    expect((await house.send("GET", "/api/v1/users/me/second-factor", { token: person.token })).json).toMatchObject({ enabled: true, recovery_codes_left: 10 });
  });

  it("follows the person into another role", async () => {
    const person = await house.signUp();
    await demand("developer", true);
    expect((await house.send("GET", "/api/v1/api-keys", { token: person.token })).status).toBe(200);
    await house.send("PATCH", `/api/v1/users/${person.id}`, { token: admin.token, body: { role: "developer" } });
    expect(code(await house.send("GET", "/api/v1/api-keys", { token: person.token }))).toBe("SECOND_FACTOR_MISSING");
  });

  it("cannot lock the administrators out: one without a factor can set one up, and then change the policy", async () => {
    const second = await house.signUp();
    await house.send("PATCH", `/api/v1/users/${second.id}`, { token: admin.token, body: { role: "admin" } });
    expect((await demand("admin", true, second.token)).status).toBe(200);
    expect((await demand("admin", false, second.token)).status).toBe(403);
    await setUpTotp(house, second);
    expect((await demand("admin", false, second.token)).status).toBe(200);
  });
});

describe("what each role needs", () => {
  it("is listed for administrators with how many lack it, and audited when it changes", async () => {
    const list = (await house.send("GET", "/api/v1/role-policies", { token: admin.token })).json as { data: { role: string; people: number; without_second_factor: number }[] };
    expect(list.data.map(({ role }) => role)).toEqual(["viewer", "user", "developer", "admin"]);
    expect(list.data[0]).toMatchObject({ people: 0, without_second_factor: 0 });
    await demand("developer", true);
    expect(await db().auditEvent.findFirst({ where: { action: "role_policy.updated", targetId: "developer" }, orderBy: { sequence: "desc" } })).toMatchObject({ detail: { second_factor_required: true } });
    expect((await demand("nobody", true)).status).toBe(404);
  });
});

describe("a code that is shown by an app", () => {
  it("has exactly one winner of sixteen who present it at once in two processes", async () => {
    const person = await house.signUp();
    const { secret } = await setUpTotp(house, person);
    const next = codeOf(secret, 1);
    const here = Array.from({ length: 8 }, (_, index) => house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword, otp: next }, from: `203.0.113.${index}` }).then(({ status }) => status === 200));
    const there = Array.from({ length: 8 }, () => other.ask("takeTotpCode", person.token, next).then((answer) => answer === "done"));
    expect((await Promise.all([...here, ...there])).filter(Boolean)).toHaveLength(1);
  });

  it("and a recovery code has one of sixteen, too", async () => {
    const person = await house.signUp();
    const { recoveryCodes } = await setUpTotp(house, person);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword, otp: recoveryCodes[0] }, from: `203.0.113.${index}` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
