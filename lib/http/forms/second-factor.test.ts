import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { clock } from "@/lib/clock";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { keepUnfinished } from "@/lib/second-factor/unfinished";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { PageVisitor } from "@/lib/testing/page-visitor";
import { codeOf, setUpTotp } from "@/lib/testing/second-factors";
import { unfinishedCookieName } from "@/lib/auth/unfinished-cookie";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
});
afterAll(() => house.close());

const page = "/login/second-factor/submit";
const cookieName = "keyhouse.sign-in";
const enterPassword = (visitor: PageVisitor, person: Person, next = "/api-keys?new=1") => visitor.post("/login/submit", { identifier: person.username, password: goodPassword, next });

async function personWithTotp() {
  const person = await house.signUp();
  return { person, ...(await setUpTotp(house, person)) };
}

describe("a sign-in by password to an account with a second factor", () => {
  it("starts no session before the code is right, and then goes on to where the person came from", async () => {
    const { person, secret } = await personWithTotp();
    const visitor = new PageVisitor(house);
    const first = await enterPassword(visitor, person);
    expect([first.status, first.location]).toEqual([303, "/login/second-factor?next=%2Fapi-keys%3Fnew%3D1"]);
    expect(first.cookies.join()).not.toContain("keyhouse.session=");
    expect(await visitor.isSignedIn()).toBe(false);
    const wrong = await visitor.post(page, { code: "000000", next: "/api-keys?new=1" });
    expect(wrong.location).toBe("/login/second-factor?error=INVALID_CREDENTIALS&field=code&next=%2Fapi-keys%3Fnew%3D1");
    const right = await visitor.post(page, { code: codeOf(secret, 1), next: "https://evil.example" });
    expect([right.status, right.location]).toEqual([303, "/api-keys?new=1"]);
    expect([await visitor.isSignedIn(), visitor.cookies.has(cookieName)]).toEqual([true, false]);
    expect(await db().auditEvent.findFirst({ where: { action: "session.started", actorUserId: person.id }, orderBy: { sequence: "desc" } })).toMatchObject({ detail: { via: "password+totp" } });
  });

  it("is finished by a recovery code as well", async () => {
    const { person, recoveryCodes } = await personWithTotp();
    const visitor = new PageVisitor(house);
    await enterPassword(visitor, person);
    expect((await visitor.post(page, { code: recoveryCodes[0]! })).location).toBe("/api-keys?new=1");
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it("belongs to the browser in which it began: its cookie is HttpOnly, its secret hashed at rest and in no address", async () => {
    const { person, secret } = await personWithTotp();
    const [visitor, other] = [new PageVisitor(house), new PageVisitor(house)];
    const first = await enterPassword(visitor, person);
    const cookie = first.cookies.find((text) => text.includes(`${cookieName}=`))!;
    expect(cookie).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax/);
    const value = visitor.cookies.get(cookieName)!;
    expect(first.location).not.toContain(value);
    expect(JSON.stringify(await db().singleUseSecret.findMany())).not.toContain(value);
    expect((await other.post(page, { code: codeOf(secret, 1) })).location).toBe("/login/second-factor?error=CONFLICT&field=sign_in");
  });

  it("keeps the browser's old session until the new one begins, and ends it then", async () => {
    const { person, secret } = await personWithTotp();
    const old = await house.signUp();
    const visitor = PageVisitor.of(house, old);
    await enterPassword(visitor, person);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: old.cookie })).status).toBe(200);
    await visitor.post(page, { code: codeOf(secret, 1) });
    expect((await house.send("GET", "/api/v1/users/me", { cookie: old.cookie })).status).toBe(401);
  });

  it("expires after ten minutes, dies with a new password, and is given up by whoever signs in as somebody else", async () => {
    const { person, secret } = await personWithTotp();
    const { now } = clock;
    const late = new PageVisitor(house);
    await enterPassword(late, person);
    clock.now = () => new Date(Date.now() + 601_000);
    try {
      expect((await late.post(page, { code: codeOf(secret) })).location).toContain("error=CONFLICT");
    } finally {
      clock.now = now;
    }
    const thief = new PageVisitor(house);
    await enterPassword(thief, person);
    await house.send("PATCH", "/api/v1/users/me", { token: person.token, body: { password: "another lantern entirely", current_password: goodPassword } });
    expect((await thief.post(page, { code: codeOf(secret, 1) })).location).toContain("error=CONFLICT");
    const leaving = new PageVisitor(house);
    await leaving.post("/login/submit", { identifier: person.username, password: "another lantern entirely" });
    const value = leaving.cookies.get(cookieName)!;
    expect((await leaving.post(page, { leave: "1", next: "/audit-log" })).location).toBe("/login?next=%2Faudit-log");
    leaving.cookies.set(cookieName, value);
    expect((await leaving.post(page, { code: codeOf(secret, 1) })).location).toContain("error=CONFLICT");
  });

  it("gives an application its token only after the second factor, in the fragment", async () => {
    const { person, secret } = await personWithTotp();
    const user = await db().user.findUniqueOrThrow({ where: { id: person.id } });
    const visitor = new PageVisitor(house);
    visitor.cookies.set(cookieName, await keepUnfinished({ user, via: "google", next: "/dashboard", redirectUri: "https://app.example.com/signed-in" }));
    expect((await visitor.post(page, { code: "000000" })).location).not.toContain("app.example.com");
    const { location } = await visitor.post(page, { code: codeOf(secret, 1) });
    const { origin, pathname, search, hash } = new URL(location!);
    expect([origin + pathname, search]).toEqual(["https://app.example.com/signed-in", ""]);
    const token = new URLSearchParams(hash.slice(1)).get("token")!;
    expect((await house.send("GET", "/api/v1/users/me", { token })).json).toMatchObject({ id: person.id });
  });

  it("to confirm who one is replaces the session: the confirmed one is new, the one before is dead", async () => {
    const { person, secret } = await personWithTotp();
    const visitor = PageVisitor.of(house, person);
    const before = visitor.cookie;
    await db().credential.updateMany({ where: { userId: person.id, kind: "session" }, data: { authenticatedAt: new Date(Date.now() - 3_600_000) } });
    await changeFeed().publish([tagOf.user(person.id)]);
    const codes = () => house.send("POST", "/api/v1/users/me/recovery-codes", { cookie: visitor.cookie });
    expect((await codes()).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    await visitor.post("/login/submit", { identifier: person.username, password: goodPassword, next: "/settings/security", confirm: "1" });
    expect((await codes()).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    expect((await visitor.post(page, { code: codeOf(secret, 1) })).location).toBe("/settings/security");
    expect((await codes()).status).toBe(201);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: before })).status).toBe(401);
  });

  it("of a suspended account is refused at the end", async () => {
    const { person, secret } = await personWithTotp();
    const visitor = new PageVisitor(house);
    await enterPassword(visitor, person);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    expect((await visitor.post(page, { code: codeOf(secret, 1) })).location).toContain("error=ACCOUNT_SUSPENDED");
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it("counts wrong codes together with those at the API: five, in parallel too, then all wait", async () => {
    const { person, secret } = await personWithTotp();
    const visitors = await Promise.all(Array.from({ length: 9 }, async () => {
      const visitor = new PageVisitor(house, "198.51.100.9");
      await enterPassword(visitor, person);
      return visitor;
    }));
    const answers = await Promise.all(visitors.map((visitor) => visitor.post(page, { code: "000000" })));
    expect(answers.filter(({ location }) => location!.includes("INVALID_CREDENTIALS"))).toHaveLength(5);
    expect(answers.filter(({ location }) => location!.includes("RATE_LIMITED"))).toHaveLength(4);
    expect((await visitors[0]!.post(page, { code: codeOf(secret, 1) })).location).toContain("RATE_LIMITED");
    const api = await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword, otp: codeOf(secret, 1) }, from: "198.51.100.9" });
    expect(api.status).toBe(429);
  });

  it("cannot be finished twice: of sixteen who send the same code one gets a session", async () => {
    const { person, secret } = await personWithTotp();
    const visitors = await Promise.all(Array.from({ length: 16 }, async (_, index) => {
      const visitor = new PageVisitor(house, `203.0.113.${index}`);
      await enterPassword(visitor, person);
      return visitor;
    }));
    const answers = await Promise.all(visitors.map((visitor) => visitor.post(page, { code: codeOf(secret, 1) })));
    expect(answers.filter(({ location }) => location === "/api-keys?new=1")).toHaveLength(1);
  });
});

it("on an https house the cookie of a sign-in that waits has the __Host- prefix", async () => {
  expect(unfinishedCookieName()).toBe("keyhouse.sign-in");
  const { config, setConfig } = await import("@/lib/env/config");
  const before = config();
  setConfig({ ...before, publicUrl: "https://keys.example.com" });
  try {
    expect(unfinishedCookieName()).toBe("__Host-keyhouse.sign-in");
  } finally {
    setConfig(before);
  }
});

it("next-auth's own password way refuses an account with a second factor", async () => {
  const { nextAuthOptions } = await import("@/lib/auth/next-auth");
  const { person } = await personWithTotp();
  const password = nextAuthOptions().providers.find((provider) => provider.id === "credentials") as unknown as { options: { authorize(credentials: object, request: object): Promise<unknown> } };
  const request = { headers: {} };
  expect(await password.options.authorize({ identifier: person.username, password: goodPassword }, request)).toBeNull();
  expect(await password.options.authorize({ identifier: (await house.signUp()).username, password: goodPassword }, request)).toMatchObject({ id: expect.stringMatching(/^ses_/) });
});
