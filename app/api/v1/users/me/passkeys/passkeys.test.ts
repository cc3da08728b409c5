import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { openHouse, goodPassword, type House, type Person } from "@/lib/testing/house";
import { PageVisitor } from "@/lib/testing/page-visitor";
import { addPasskey, newPasskeyBody } from "@/lib/testing/second-factors";
import { SoftwareAuthenticator, type Misbehaviour } from "@/lib/testing/software-authenticator";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
});
afterAll(() => house.close());

const code = (answer: { json: object }) => (answer.json as { code?: string }).code;
const add = (person: Person, body: unknown) => house.send("POST", "/api/v1/users/me/passkeys", { token: person.token, body });
const start = async (person: Person) => ((await house.send("POST", "/api/v1/users/me/passkeys/options", { token: person.token })).json as { options: Parameters<SoftwareAuthenticator["create"]>[0] }).options;
const refusedAddress = "/login?error=INVALID_CREDENTIALS&field=passkey";

async function later<T>(seconds: number, act: () => Promise<T>): Promise<T> {
  const { now } = clock;
  clock.now = () => new Date(Date.now() + seconds * 1000);
  try {
    return await act();
  } finally {
    clock.now = now;
  }
}

describe("a new passkey", () => {
  it("is asked for with user verification, kept by the authenticator, for the host of PUBLIC_URL, without attestation", async () => {
    const person = await house.signUp();
    const { authenticator } = await addPasskey(house, person);
    expect(await start(person)).toMatchObject({
      rp: { id: "localhost", name: "Keyhouse" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ id: authenticator.credentialId.toString("base64url") }],
    });
  });

  it("brings recovery codes where it is the first factor, and is listed, renamed and removed", async () => {
    const person = await house.signUp();
    const { id, recoveryCodes } = await addPasskey(house, person);
    expect(recoveryCodes).toHaveLength(10);
    expect((await addPasskey(house, person)).recoveryCodes).toEqual([]);
    const renamed = await house.send("PATCH", `/api/v1/users/me/passkeys/${id}`, { token: person.token, body: { name: "Key ring" } });
    expect(renamed.json).toMatchObject({ id, name: "Key ring", synced: false });
    expect((await house.send("DELETE", `/api/v1/users/me/passkeys/${id}`, { token: person.token })).status).toBe(200);
    const list = (await house.send("GET", "/api/v1/users/me/passkeys", { token: person.token })).json as { data: { name: string }[] };
    expect(list.data.map(({ name }) => name)).toEqual(["Phone"]);
  });

  it("stays where it is the only way to sign in", async () => {
    const person = await house.signUp();
    const { id } = await addPasskey(house, person);
    await db().user.update({ where: { id: person.id }, data: { passwordHash: null } });
    expect(code(await house.send("DELETE", `/api/v1/users/me/passkeys/${id}`, { token: person.token }))).toBe("CONFLICT");
    await addPasskey(house, person);
    expect((await house.send("DELETE", `/api/v1/users/me/passkeys/${id}`, { token: person.token })).status).toBe(200);
  });

  it("is registered once: another account cannot add it, too", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const { authenticator } = await addPasskey(house, person);
    expect(code(await add(other, { name: "Mine", response: authenticator.create(await start(other)) }))).toBe("CONFLICT");
  });

  it("answers a challenge of its own person once, and within five minutes", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const body = await newPasskeyBody(house, person);
    expect(code(await add(other, body))).toBe("VALIDATION_FAILED");
    // the attempt has used it up
    expect(code(await add(person, body))).toBe("VALIDATION_FAILED");
    const late = await newPasskeyBody(house, person);
    expect(code(await later(301, () => add(person, late)))).toBe("VALIDATION_FAILED");
    const twice = await newPasskeyBody(house, person);
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(person, twice)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  });

  it.each<[string, Misbehaviour]>([
    ["made at another origin", { origin: "http://localhost.evil.example:3000" }],
    ["made for another relying party", { rpId: "evil.example" }],
    ["not unlocked by its owner", { userVerified: false }],
  ])("%s is refused", async (_title, wrong) => {
    const person = await house.signUp();
    const answer = await add(person, { name: "Phone", response: new SoftwareAuthenticator().create(await start(person), wrong) });
    expect([answer.status, code(answer)]).toEqual([400, "VALIDATION_FAILED"]);
    expect(await db().passkey.count({ where: { userId: person.id } })).toBe(0);
  });
});

describe("signing in with a passkey", () => {
  it("proves both factors: a session begins at once, the browser's former one ends", async () => {
    const person = await house.signUp();
    const { authenticator } = await addPasskey(house, person);
    const visitor = PageVisitor.of(house, person);
    const before = visitor.cookie;
    const answer = await visitor.signInWithPasskey(authenticator, { next: "/api-keys" });
    expect([answer.status, answer.location]).toEqual([303, "/api-keys"]);
    expect(await visitor.isSignedIn()).toBe(true);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: before })).status).toBe(401);
    const list = (await house.send("GET", "/api/v1/users/me/passkeys", { cookie: visitor.cookie })).json as { data: { last_used_at?: string }[] };
    expect(list.data[0]!.last_used_at).toBeDefined();
  });

  it("answers a challenge once, in the browser that asked for it, within five minutes", async () => {
    const person = await house.signUp();
    const { authenticator } = await addPasskey(house, person);
    const [visitor, thief] = [new PageVisitor(house), new PageVisitor(house)];
    const ask = async (who: PageVisitor) => ((await who.post("/login/passkey/options")).json as { options: { rpId: string; challenge: string } }).options;
    await ask(thief);
    const stolen = JSON.stringify(authenticator.get(await ask(visitor)));
    expect((await thief.post("/login/passkey/submit", { response: stolen })).location).toBe(refusedAddress);
    const fresh = JSON.stringify(authenticator.get(await ask(visitor)));
    expect((await visitor.post("/login/passkey/submit", { response: fresh })).location).toBe("/dashboard");
    expect((await visitor.post("/login/passkey/submit", { response: fresh })).location).toBe(refusedAddress);
    const options = await ask(visitor);
    expect((await later(301, () => visitor.post("/login/passkey/submit", { response: JSON.stringify(authenticator.get(options)) }))).location).toBe(refusedAddress);
    // a challenge for a new passkey signs nobody in
    const creation = await start(person);
    expect((await visitor.post("/login/passkey/submit", { response: JSON.stringify(authenticator.get({ rpId: "localhost", challenge: creation.challenge })) })).location).toBe(refusedAddress);
  });

  it.each<[string, Misbehaviour]>([
    ["from another origin", { origin: "https://evil.example" }],
    ["for another relying party", { rpId: "evil.example" }],
    ["not unlocked by its owner", { userVerified: false }],
    ["that names another owner", { userHandle: Buffer.from("somebody else").toString("base64url") }],
  ])("%s is refused", async (_title, wrong) => {
    const person = await house.signUp();
    const { authenticator } = await addPasskey(house, person);
    const visitor = new PageVisitor(house);
    expect((await visitor.signInWithPasskey(authenticator, {}, wrong)).location).toBe(refusedAddress);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it("is refused alike where the passkey is unknown, removed, or the answer is none at all", async () => {
    const person = await house.signUp();
    const { id, authenticator } = await addPasskey(house, person);
    const visitor = new PageVisitor(house);
    expect((await visitor.signInWithPasskey(new SoftwareAuthenticator())).location).toBe(refusedAddress);
    await house.send("DELETE", `/api/v1/users/me/passkeys/${id}`, { token: person.token });
    expect((await visitor.signInWithPasskey(authenticator)).location).toBe(refusedAddress);
    for (const response of ["", "{}", "nonsense", "[1]"]) expect((await visitor.post("/login/passkey/submit", { response })).location).toMatch(/^\/login\?error=(VALIDATION_FAILED|BAD_REQUEST)/);
  });

  it("is refused, and its owner told, where the counter goes backwards or stands still", async () => {
    const person = await house.signUp();
    const { id, authenticator } = await addPasskey(house, person);
    const visitor = new PageVisitor(house);
    expect((await visitor.signInWithPasskey(authenticator, {}, { counter: 7 })).location).toBe("/dashboard");
    for (const counter of [7, 6, 0]) expect((await visitor.signInWithPasskey(authenticator, {}, { counter })).location).toBe(refusedAddress);
    expect(await db().auditEvent.count({ where: { action: "passkey.refused", targetId: id } })).toBe(3);
    expect((await visitor.signInWithPasskey(authenticator, {}, { counter: 8 })).location).toBe("/dashboard");
  });

  it("of a synced passkey, which counts nothing, goes on at zero", async () => {
    const { authenticator } = await addPasskey(house, await house.signUp());
    for (let round = 0; round < 2; round++) expect((await new PageVisitor(house).signInWithPasskey(authenticator, {}, { counter: 0 })).location).toBe("/dashboard");
  });

  it("is refused to a suspended account", async () => {
    const person = await house.signUp();
    const { authenticator } = await addPasskey(house, person);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    expect((await new PageVisitor(house).signInWithPasskey(authenticator)).location).toBe("/login?error=ACCOUNT_SUSPENDED");
  });

  it("sent from another site is refused, as the options are", async () => {
    for (const path of ["/login/passkey/options", "/login/passkey/submit"]) {
      const answer = await house.send("POST", path, { raw: new URLSearchParams(), headers: { origin: "https://evil.example" } });
      expect(answer.status === 403 || answer.headers.get("location") === "/login?error=FORBIDDEN").toBe(true);
    }
  });
});

describe("a passkey beside a password", () => {
  it("is its second factor: only this person's passkey finishes the sign-in that waits", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const mine = await addPasskey(house, person);
    const theirs = await addPasskey(house, other);
    const visitor = new PageVisitor(house);
    expect((await visitor.post("/login/submit", { identifier: person.username, password: goodPassword, next: "/audit-log" })).location).toBe("/login/second-factor?next=%2Faudit-log");
    const ask = async () => ((await visitor.post("/login/passkey/options?for=second-factor")).json as { options: { rpId: string; challenge: string; allowCredentials: { id: string }[] } }).options;
    const options = await ask();
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([mine.authenticator.credentialId.toString("base64url")]);
    expect((await visitor.post("/login/passkey/submit", { response: JSON.stringify(theirs.authenticator.get(options)) })).location).toBe(refusedAddress);
    const right = await visitor.post("/login/passkey/submit", { response: JSON.stringify(mine.authenticator.get(await ask())), next: "/audit-log" });
    expect(right.location).toBe("/audit-log");
    expect([await visitor.isSignedIn(), visitor.cookies.has("keyhouse.sign-in")]).toEqual([true, false]);
  });

  it("of somebody else is as unknown as none: 404 for both", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const { id } = await addPasskey(house, other);
    const answers = await Promise.all([id, newId("pk")].map((each) => house.send("DELETE", `/api/v1/users/me/passkeys/${each}`, { token: person.token })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});
