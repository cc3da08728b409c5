import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { consumeRefreshToken } from "@/lib/refresh-tokens/rotate";
import { sha256 } from "@/lib/crypto/hash";
import { goodPassword, openHouse, type House } from "@/lib/testing/house";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("thirty strangers who register at once in an empty house", () => {
  it("make exactly one administrator", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => house.send("POST", "/api/v1/auth/register", { body: { email: `racer${index}@example.com`, password: goodPassword } })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(201));
    const roles = answers.map((answer) => (answer.json as { user: { role: string } }).user.role);
    expect(roles.filter((role) => role === "admin")).toHaveLength(1);
    expect(roles.filter((role) => role === "user")).toHaveLength(29);
  });

  it("with the same address make exactly one account, and the others are told which field", async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => house.send("POST", "/api/v1/auth/register", { body: { email: "Same@Example.com", password: goodPassword } })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const answer of answers.filter((other) => other.status !== 201)) expect([answer.status, answer.json]).toMatchObject([409, { code: "CONFLICT", field: "email" }]);
  });

  it("with usernames that differ in case alone make exactly one account", async () => {
    const answers = await Promise.all(["Zoe-Q", "zoe-q", "ZOE-Q"].map((username, index) => house.send("POST", "/api/v1/auth/register", { body: { email: `zoe${index}@example.com`, username, password: goodPassword } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)!.json).toMatchObject({ field: "username" });
  });
});

describe("what is single use", () => {
  it("has exactly one winner of sixteen who use a refresh token at once", async () => {
    const person = await house.signUp();
    const wins = await Promise.all(Array.from({ length: 16 }, () => db().$transaction((tx) => consumeRefreshToken(tx, sha256(person.refreshToken)))));
    expect(wins.filter(Boolean)).toHaveLength(1);
  });

  it("an Idempotency-Key makes one key of sixteen parallel requests, and each repetition gets the first answer", async () => {
    const person = await house.signUp();
    const ask = (name: string) => house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name }, headers: { "idempotency-key": "job-42" } });
    const answers = await Promise.all(Array.from({ length: 16 }, () => ask("Nightly")));
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    const repeated = await ask("Nightly");
    const made = new Set([...answers, repeated].filter((answer) => answer.status === 201).map((answer) => (answer.json as { key: string }).key));
    expect(made.size).toBe(1);
    const list = (await house.send("GET", "/api/v1/api-keys", { token: person.token })).json as { data: unknown[] };
    expect(list.data).toHaveLength(1);
    expect((await ask("Other body")).status).toBe(409);
    const kept = await db().idempotencyRecord.findMany();
    expect(JSON.stringify(kept)).not.toContain([...made][0]);
  });

  it("two who regenerate the personal token at once leave exactly one that works", async () => {
    const person = await house.signUp();
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.send("POST", "/api/v1/users/me/api-token", { token: person.token })));
    const works = await Promise.all(answers.map(async (answer) => (await house.send("GET", "/api/v1/auth/verify", { token: (answer.json as { token: string }).token })).status));
    expect(works.filter((status) => status === 200)).toHaveLength(1);
    expect(works.filter((status) => status === 401)).toHaveLength(7);
  });
});

describe("guesses at a password", () => {
  it("are limited per account and network, in parallel too, and the right password is refused as well until then", async () => {
    const person = await house.signUp();
    const guess = (password: string) => house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password }, from: "198.51.100.7" });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(`guess ${index}`)));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20);
    expect((await guess(goodPassword)).status).toBe(429);
    const elsewhere = await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword }, from: "203.0.113.9" });
    expect(elsewhere.status).toBe(200);
  });

  it("at an account that does not exist are limited alike", async () => {
    const guess = () => house.send("POST", "/api/v1/auth/login", { body: { username: "nobody-at-all", password: "guess" }, from: "198.51.100.8" });
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
  });
});

describe("a change of the person acts on the next request of every credential", () => {
  it("suspension stops token, cookie, key and personal token at once; lifting it brings them back", async () => {
    const person = await house.signUp();
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
    const { token } = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { token: string };
    const all = async () => Promise.all([{ token: person.token }, { cookie: person.cookie }, { apiKey: key }, { token }].map(async (sent) => (await house.send("GET", "/api/v1/auth/verify", sent)).status));
    expect(await all()).toEqual([200, 200, 200, 200]);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    await changeFeed().publish([tagOf.user(person.id)]);
    expect(await all()).toEqual([403, 403, 403, 403]);
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: person.refreshToken } })).json).toMatchObject({ code: "ACCOUNT_SUSPENDED" });
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: null } });
    await changeFeed().publish([tagOf.user(person.id)]);
    expect(await all()).toEqual([200, 200, 200, 200]);
  });

  it("a new password ends the tokens that were got by the old one, and no key", async () => {
    const person = await house.signUp();
    const { data } = (await house.send("POST", "/api/v1/auth/token", { body: { username: person.username, password: goodPassword } })).json as { data: { token: string } };
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Robot" } })).json as { key: string };
    const status = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status;
    expect([await status(data.token), await status(key)]).toEqual([200, 200]);
    expect((await house.send("PATCH", "/api/v1/users/me", { token: person.token, body: { password: "another long passphrase", current_password: goodPassword } })).status).toBe(200);
    expect([await status(data.token), await status(key), await status(person.token)]).toEqual([401, 200, 200]);
  });

  it("a new password ends the other sessions and keeps this one", async () => {
    const person = await house.signUp();
    const other = (await house.send("POST", "/api/v1/auth/login", { body: { email: person.email, password: goodPassword } })).json as { token: string; refresh_token: string };
    const change = await house.send("PATCH", "/api/v1/users/me", { token: person.token, body: { password: "another lantern entirely", current_password: goodPassword } });
    expect(change.status).toBe(200);
    expect((await house.send("GET", "/api/v1/users/me", { token: other.token })).status).toBe(401);
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: other.refresh_token } })).status).toBe(401);
    expect((await house.send("GET", "/api/v1/users/me", { token: person.token })).status).toBe(200);
    const wrong = await house.send("PATCH", "/api/v1/users/me", { token: person.token, body: { password: "yet another lantern", current_password: "wrong" } });
    expect([wrong.status, (wrong.json as { code: string }).code]).toEqual([401, "INVALID_CREDENTIALS"]);
  });
});
