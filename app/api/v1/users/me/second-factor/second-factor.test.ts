import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { addPasskey, codeOf, setUpTotp } from "@/lib/testing/second-factors";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
});
afterAll(() => house.close());

const code = (answer: { json: object }) => (answer.json as { code?: string }).code;
const logIn = (person: Person, otp?: string, from?: string) => house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword, ...(otp !== undefined && { otp }) }, ...(from && { from }) });
const state = async (person: Person) => (await house.send("GET", "/api/v1/users/me/second-factor", { token: person.token })).json;

async function later<T>(seconds: number, act: () => Promise<T>): Promise<T> {
  const { now } = clock;
  clock.now = () => new Date(Date.now() + seconds * 1000);
  try {
    return await act();
  } finally {
    clock.now = now;
  }
}

describe("an app that shows codes", () => {
  it("counts only once its first code was right, and its secret is sealed", async () => {
    const person = await house.signUp();
    const started = await house.send("POST", "/api/v1/users/me/totp", { token: person.token });
    const { secret, uri } = started.json as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/Keyhouse:.*secret=/);
    expect((await logIn(person)).status).toBe(200);
    const wrong = await house.send("POST", "/api/v1/users/me/totp/confirm", { token: person.token, body: { code: codeOf(secret, 20) } });
    expect([wrong.status, code(wrong)]).toEqual([401, "INVALID_CREDENTIALS"]);
    const right = await house.send("POST", "/api/v1/users/me/totp/confirm", { token: person.token, body: { code: codeOf(secret).replace(/(...)/, "$1 ") } });
    expect((right.json as { recovery_codes: string[] }).recovery_codes).toHaveLength(10);
    const stored = JSON.stringify([await db().totp.findMany(), await db().recoveryCode.findMany()], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    for (const text of [secret, ...(right.json as { recovery_codes: string[] }).recovery_codes]) expect(stored).not.toContain(text);
    expect(await state(person)).toMatchObject({ enabled: true, required: false, passkeys: 0, recovery_codes_left: 10 });
    expect(code(await house.send("POST", "/api/v1/users/me/totp", { token: person.token }))).toBe("CONFLICT");
  });

  it("from then on the right password alone answers 401 SECOND_FACTOR_REQUIRED, a wrong one what it always did", async () => {
    const person = await house.signUp();
    const { secret } = await setUpTotp(house, person);
    const bare = await logIn(person);
    expect([bare.status, code(bare), bare.cookies]).toEqual([401, "SECOND_FACTOR_REQUIRED", []]);
    const wrong = await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: "a wrong one", otp: codeOf(secret, 1) } });
    expect(wrong.json).toMatchObject({ code: "INVALID_CREDENTIALS", error: "Invalid username or password" });
    const token = await house.send("POST", "/api/v1/auth/token", { body: { email: person.email, password: goodPassword } });
    expect([token.status, code(token)]).toEqual([401, "SECOND_FACTOR_REQUIRED"]);
    expect((await logIn(person, codeOf(secret, 1))).status).toBe(200);
  });

  it("its codes are good one step early and late, and no further", async () => {
    const person = await house.signUp();
    const { secret } = await setUpTotp(house, person);
    for (const steps of [-3, 3]) expect(code(await logIn(person, codeOf(secret, steps)))).toBe("INVALID_CREDENTIALS");
    await later(60, async () => {
      for (const steps of [-1, 0, 1]) expect((await logIn(person, codeOf(secret, steps))).status).toBe(200);
    });
  });

  it("no code works twice, nor one that is older than the last", async () => {
    const person = await house.signUp();
    const { secret } = await setUpTotp(house, person);
    expect(code(await logIn(person, codeOf(secret)))).toBe("INVALID_CREDENTIALS");
    const next = codeOf(secret, 1);
    expect((await logIn(person, next)).status).toBe(200);
    expect(code(await logIn(person, next))).toBe("INVALID_CREDENTIALS");
    expect(code(await logIn(person, codeOf(secret)))).toBe("INVALID_CREDENTIALS");
  });

  it("is removed with a recent sign-in alone; the recovery codes go with the last factor", async () => {
    const person = await house.signUp();
    await setUpTotp(house, person);
    await later(601, async () => {
      for (const [method, path] of [["DELETE", "totp"], ["POST", "recovery-codes"], ["POST", "passkeys/options"]] as const) {
        expect(code(await house.send(method, `/api/v1/users/me/${path}`, { token: person.token }))).toBe("REAUTHENTICATION_REQUIRED");
      }
    });
    expect((await house.send("DELETE", "/api/v1/users/me/totp", { token: person.token })).status).toBe(200);
    expect(await state(person)).toMatchObject({ enabled: false, recovery_codes_left: 0 });
    expect((await logIn(person)).status).toBe(200);
  });
});

describe("recovery codes", () => {
  it("each stand in for the app once, however they are typed", async () => {
    const person = await house.signUp();
    const { recoveryCodes } = await setUpTotp(house, person);
    const [first = "", second = ""] = recoveryCodes;
    expect(first).toMatch(/^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);
    expect((await logIn(person, first)).status).toBe(200);
    expect(code(await logIn(person, first))).toBe("INVALID_CREDENTIALS");
    expect((await logIn(person, ` ${second.replaceAll("-", " ").toUpperCase()} `)).status).toBe(200);
    expect(await state(person)).toMatchObject({ recovery_codes_left: 8 });
    const subjects = (await db().mail.findMany({ where: { userId: person.id } })).map(({ subject }) => subject);
    expect(subjects).toContain("Your second factor was changed");
  });

  it("end when new ones are made, and are somebody's own", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const { recoveryCodes } = await setUpTotp(house, person);
    await setUpTotp(house, other);
    expect(code(await logIn(other, recoveryCodes[0]))).toBe("INVALID_CREDENTIALS");
    const answer = await house.send("POST", "/api/v1/users/me/recovery-codes", { token: person.token });
    const { recovery_codes } = answer.json as { recovery_codes: string[] };
    expect(code(await logIn(person, recoveryCodes[0]))).toBe("INVALID_CREDENTIALS");
    expect((await logIn(person, recovery_codes[0])).status).toBe(200);
  });

  it("are made for a second factor alone", async () => {
    expect(code(await house.send("POST", "/api/v1/users/me/recovery-codes", { token: (await house.signUp()).token }))).toBe("CONFLICT");
  });
});

describe("guesses at a code after the right password", () => {
  it("are limited per account and network, in parallel too; the person is told, and the right code waits as well", async () => {
    const person = await house.signUp();
    const { secret } = await setUpTotp(house, person);
    const guesses = await Promise.all(Array.from({ length: 16 }, (_, index) => logIn(person, String(index).padStart(6, "0"), "198.51.100.7")));
    expect(guesses.filter((answer) => answer.status === 401)).toHaveLength(5);
    for (const answer of guesses.filter((other) => other.status !== 401)) expect([answer.status, code(answer), Number(answer.headers.get("retry-after")) > 0]).toEqual([429, "RATE_LIMITED", true]);
    expect((await logIn(person, codeOf(secret, 1), "198.51.100.7")).status).toBe(429);
    expect((await logIn(person, codeOf(secret, 1), "203.0.113.9")).status).toBe(200);
    expect((await db().mail.findMany({ where: { userId: person.id, subject: "Wrong codes after your password" } })).length).toBe(1);
  });

  it("from everywhere together are limited per account", async () => {
    const person = await house.signUp();
    await setUpTotp(house, person);
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => logIn(person, "000000", `203.0.${index}.1`)));
    expect(guesses.filter((answer) => answer.status === 401)).toHaveLength(20);
  });
});

describe("an administrator", () => {
  it("resets the factors of somebody who has lost them: sessions end, the password alone signs in, the person is told", async () => {
    const person = await house.signUp();
    await setUpTotp(house, person);
    await addPasskey(house, person);
    expect((await house.send("DELETE", `/api/v1/users/${person.id}/second-factor`, { token: admin.token })).status).toBe(200);
    expect((await house.send("GET", "/api/v1/users/me", { token: person.token })).status).toBe(401);
    expect((await logIn(person)).status).toBe(200);
    expect(await db().passkey.count({ where: { userId: person.id } })).toBe(0);
    expect(await db().auditEvent.findFirst({ where: { action: "second_factor.reset", subjectUserId: person.id } })).toMatchObject({ detail: { app: true, passkeys: 1 } });
    expect(await db().mail.count({ where: { userId: person.id, subject: "Your second factor was changed" } })).toBeGreaterThan(2);
  });

  it("changes their own factor in their settings, not by a reset", async () => {
    expect(code(await house.send("DELETE", `/api/v1/users/${admin.id}/second-factor`, { token: admin.token }))).toBe("CONFLICT");
  });
});
