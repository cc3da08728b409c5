import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redirectSignIn } from "@/lib/auth/redirect-sign-in";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { goodPassword, openHouse, type House } from "@/lib/testing/house";
import { startProviders, type TestProviders } from "@/lib/testing/providers/start";
import { Traveller } from "@/lib/testing/providers/traveller";

let providers: TestProviders;
let house: House;
beforeAll(async () => {
  providers = await startProviders();
  house = await openHouse({ ...providers.env, SIGN_IN_REDIRECT_URIS: "https://app.example/signed-in,https://app.example/other?x=1" });
  await house.signUp("admin");
});
afterAll(async () => {
  await house?.close();
  await providers?.close();
});

let people = 0;
/** Somebody with an account at both providers: the same address, verified unless said otherwise. */
function newcomer({ verified = true, email }: { verified?: boolean; email?: string } = {}) {
  const number = ++people;
  const person = { google: `g-${number}`, github: `octo-${number}`, githubId: 1000 + number, email: email ?? `person${number}@mail.example` };
  providers.google.accounts.set(person.google, { email: person.email, email_verified: verified, name: `Person ${number}` });
  providers.github.accounts.set(person.github, { id: person.githubId, name: `Person ${number}`, emails: [{ email: `other${number}@mail.example`, primary: false, verified: true }, { email: person.email, primary: true, verified }] });
  return person;
}

const start = (provider: string) => `/api/v1/auth/${provider}`;
const verify = (email: string) => db().user.update({ where: { email }, data: { emailVerifiedAt: new Date() } });
const identitiesOf = (userId: string) => db().identity.findMany({ where: { userId } });

async function later<Result>(seconds: number, act: () => Promise<Result>): Promise<Result> {
  const now = clock.now;
  clock.now = () => new Date(Date.now() + seconds * 1000);
  try {
    return await act();
  } finally {
    clock.now = now;
  }
}

describe.each(["google", "github"] as const)("a sign-in with %s", (provider) => {
  it("leads there and back with a session of ours, and makes an account whose address is verified", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const back = await browser.signIn(`${start(provider)}?next=${encodeURIComponent("/api-keys?new=1")}`, person[provider]);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/api-keys?new=1"]);
    expect(await browser.whoAmI()).toMatchObject({ email: person.email, email_verified: true, has_password: false, role: "user" });
    const user = await db().user.findUniqueOrThrow({ where: { email: person.email }, include: { memberships: true } });
    expect(user.memberships).toHaveLength(1);
    expect(await identitiesOf(user.id)).toMatchObject([{ provider, issuer: provider === "google" ? providers.google.issuer : providers.github.url, subject: provider === "google" ? person.google : String(person.githubId) }]);
  });

  it("asks for a code with state, PKCE (S256) and, of OpenID, a nonce, at the callback of this host", async () => {
    const answer = await new Traveller().ask(start(provider));
    const query = new URL(answer.headers.get("location")!).searchParams;
    expect(answer.status).toBe(302);
    expect(query.get("redirect_uri")).toBe(`http://localhost:3000/api/auth/callback/${provider}`);
    expect(query.get("code_challenge_method")).toBe("S256");
    expect(query.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(query.get("state")).toMatch(/^[\w-]{43}$/);
    expect(query.has("nonce")).toBe(provider === "google");
  });

  it("finds the same account the next time, also after the address has changed there", async () => {
    const person = newcomer();
    const [first, second] = [new Traveller(), new Traveller()];
    await first.signIn(start(provider), person[provider]);
    providers.google.accounts.set(person.google, { email: "moved@mail.example", email_verified: true });
    providers.github.accounts.set(person.github, { id: person.githubId, emails: [{ email: "moved@mail.example", primary: true, verified: true }] });
    await second.signIn(start(provider), person[provider]);
    expect((await second.whoAmI())?.id).toBe((await first.whoAmI())?.id);
    expect(await db().user.count({ where: { email: "moved@mail.example" } })).toBe(0);
  });

  it("is refused where the account is suspended, on a page", async () => {
    const person = newcomer();
    await new Traveller().signIn(start(provider), person[provider]);
    await db().user.update({ where: { email: person.email }, data: { suspendedAt: new Date() } });
    const browser = new Traveller();
    const back = await browser.signIn(start(provider), person[provider]);
    expect([back.status, back.headers.get("content-type")]).toEqual([403, "text/html; charset=utf-8"]);
    expect(back.text).toContain("This account is suspended");
    expect(await browser.whoAmI()).toBeUndefined();
  });

  it("that the person refuses there ends on a page that says so", async () => {
    const back = await new Traveller().signIn(start(provider), "");
    expect(back.status).toBe(400);
    expect(back.text).toContain("You did not let");
  });

  it("of sixteen first sign-ins at once makes one account", async () => {
    const person = newcomer();
    const browsers = Array.from({ length: 16 }, () => new Traveller());
    const callbacks = await Promise.all(browsers.map((browser) => browser.travel(start(provider), person[provider])));
    const answers = await Promise.all(browsers.map((browser, index) => browser.ask(callbacks[index]!)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(303));
    expect(await db().user.count({ where: { OR: [{ email: person.email }, { identities: { some: { subject: { in: [person.google, String(person.githubId)] } } } }] } })).toBe(1);
    expect(new Set(await Promise.all(browsers.map(async (browser) => (await browser.whoAmI())?.id))).size).toBe(1);
  }, 60_000);
});

describe("SECURITY 12: identity is issuer plus subject", () => {
  it("an account whose address is verified on both sides is linked, and its owner is told by mail", async () => {
    const person = newcomer();
    const account = await house.send("POST", "/api/v1/auth/register", { body: { email: person.email, password: goodPassword } });
    await verify(person.email);
    const browser = new Traveller();
    await browser.signIn(start("google"), person.google);
    expect((await browser.whoAmI())?.id).toBe((account.json as { user: { id: string } }).user.id);
    expect(await db().mail.count({ where: { toAddress: person.email, subject: { contains: "Google was linked" } } })).toBe(1);
  });

  it("an account whose address nobody has verified is neither taken over nor signed in to: the person is told to sign in and link", async () => {
    const person = newcomer();
    await house.send("POST", "/api/v1/auth/register", { body: { email: person.email, password: goodPassword } });
    for (const provider of ["google", "github"] as const) {
      const browser = new Traveller();
      const back = await browser.signIn(start(provider), person[provider]);
      expect(back.status).toBe(409);
      expect(back.text).toContain("There is already an account with your address");
      expect(back.text).toContain('href="/login?next=%2Fsettings%2Fsign-in"');
      expect(await browser.whoAmI()).toBeUndefined();
    }
    const user = await db().user.findUniqueOrThrow({ where: { email: person.email } });
    expect([user.emailVerifiedAt, await identitiesOf(user.id)]).toEqual([null, []]);
  });

  it("an address that the provider has not verified neither links nor is taken: the account is made without it", async () => {
    const owner = await house.signUp();
    await verify(owner.email);
    for (const provider of ["google", "github"] as const) {
      const stranger = newcomer({ verified: false, email: owner.email });
      const browser = new Traveller();
      await browser.signIn(start(provider), stranger[provider]);
      const me = await browser.whoAmI();
      expect(me?.id).not.toBe(owner.id);
      expect(me?.email).toBeUndefined();
    }
    expect(await identitiesOf(owner.id)).toEqual([]);
  });

  it("an account that a provider has made is not taken over by a registration with its address", async () => {
    const person = newcomer();
    await new Traveller().signIn(start("google"), person.google);
    await house.send("POST", "/api/v1/auth/register", { body: { email: person.email, password: goodPassword } });
    const user = await db().user.findUniqueOrThrow({ where: { email: person.email } });
    expect(user.passwordHash).toBeNull();
    expect((await house.send("POST", "/api/v1/auth/login", { body: { email: person.email, password: goodPassword } })).status).toBe(401);
  });

  it("the same subject of another issuer is somebody else", async () => {
    const person = newcomer();
    const browser = new Traveller();
    await browser.signIn(start("google"), person.google);
    const { id } = (await browser.whoAmI())!;
    await db().identity.updateMany({ where: { userId: id }, data: { issuer: "https://another.example" } });
    const other = new Traveller();
    expect((await other.signIn(start("google"), person.google)).status).toBe(409);
    expect(await other.whoAmI()).toBeUndefined();
  });

  it("an account with the verified address that is linked to another account there is not linked to this one", async () => {
    const [first, second] = [newcomer(), newcomer({ email: "shared@mail.example" })];
    const browser = new Traveller();
    await browser.signIn(start("google"), first.google);
    await db().user.update({ where: { email: first.email }, data: { email: "shared@mail.example" } });
    const back = await new Traveller().signIn(start("google"), second.google);
    expect(back.status).toBe(409);
    expect(back.text).toContain("Another Google account is linked");
  });

  it("GitHub's numeric id counts, not the name, which another person may take", async () => {
    const person = newcomer();
    await new Traveller().signIn(start("github"), person.github);
    providers.github.accounts.set(person.github, { id: 999_999, emails: [{ email: "successor@mail.example", primary: true, verified: true }] });
    const successor = new Traveller();
    await successor.signIn(start("github"), person.github);
    expect((await successor.whoAmI())?.email).toBe("successor@mail.example");
  });
});

describe("what begins in a browser", () => {
  it("ends in that browser alone: a callback that somebody else is sent signs nobody in (login CSRF)", async () => {
    const person = newcomer();
    const [attacker, victim] = [new Traveller(), new Traveller()];
    const callback = await attacker.travel(start("google"), person.google);
    await victim.ask(start("google"));
    for (const browser of [victim, new Traveller()]) {
      const back = await browser.ask(callback);
      expect(back.status).toBe(400);
      expect(back.text).toContain("This sign-in began in another browser");
      expect(await browser.whoAmI()).toBeUndefined();
    }
    expect((await attacker.ask(callback)).status).toBe(303);
  });

  it("ends once: the same callback again signs nobody in", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const callback = await browser.travel(start("github"), person.github);
    expect((await browser.ask(callback)).status).toBe(303);
    const again = await browser.ask(callback);
    expect([again.status, again.text.includes("This sign-in is over")]).toEqual([400, true]);
  });

  it("is used up once of sixteen that come back at the same moment", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const callback = await browser.travel(start("github"), person.github);
    const answers = await Promise.all(Array.from({ length: 16 }, () => browser.ask(callback)));
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
  });

  it("ends within ten minutes", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const callback = await browser.travel(start("google"), person.google);
    const back = await later(601, () => browser.ask(callback));
    expect([back.status, back.text.includes("This sign-in is over")]).toEqual([400, true]);
  });

  it("ends at the provider at which it began", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const callback = await browser.travel(start("google"), person.google);
    expect((await browser.ask(callback.replace("/google", "/github"))).status).toBe(400);
  });

  it("may begin in two tabs, and end in both", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const callbacks = [await browser.travel(start("github"), person.github), await browser.travel(start("google"), person.google)];
    for (const callback of callbacks) expect((await browser.ask(callback)).status).toBe(303);
  });

  it("an unknown or missing state signs nobody in", async () => {
    const browser = new Traveller();
    await browser.ask(start("google"));
    for (const query of ["", "?code=x", `?code=x&state=${"A".repeat(43)}`]) expect((await browser.ask(`/api/auth/callback/google${query}`)).status).toBe(400);
  });

  it("an access token in the address of the callback is no proof: another application may have got it", async () => {
    const victim = newcomer();
    const attacker = new Traveller();
    const state = new URL((await attacker.ask(start("github"))).headers.get("location")!).searchParams.get("state")!;
    const stolen = providers.github.newToken(victim.github);
    const back = await attacker.ask(`/api/auth/callback/github?state=${state}&access_token=${stolen}&token_type=bearer`);
    expect(back.status).toBe(502);
    expect(await attacker.whoAmI()).toBeUndefined();
  });

  it("is kept where it is used once: verifier and nonce are not in the browser, nor readable in the database", async () => {
    const browser = new Traveller();
    await browser.ask(start("google"));
    expect(browser.cookie).toMatch(/^keyhouse\.[a-z]+=[\w-]{43}$/);
    const row = await db().singleUseSecret.findFirstOrThrow({ where: { purpose: "provider_sign_in", usedAt: null }, orderBy: { createdAt: "desc" } });
    expect(row.detail).toMatchObject({ sealed: expect.stringMatching(/^v1\./) });
  });
});

describe("an application's redirect_uri", () => {
  const to = (uri: string) => `${start("google")}?redirect_uri=${encodeURIComponent(uri)}`;

  it("of the list gets a session token in the fragment, and the browser its session", async () => {
    const person = newcomer();
    const browser = new Traveller();
    const back = await browser.signIn(to("https://app.example/signed-in"), person.google);
    const location = new URL(back.headers.get("location")!);
    expect(location.href.split("#")[0]).toBe("https://app.example/signed-in");
    const fragment = new URLSearchParams(location.hash.slice(1));
    expect([...fragment.keys()]).toEqual(["token", "expires_at"]);
    expect(fragment.get("expires_at")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const me = await house.send("GET", "/api/v1/auth/verify", { token: fragment.get("token")! });
    expect(me.json).toMatchObject({ valid: true, kind: "session", user: { email: person.email } });
    expect((await browser.whoAmI())?.email).toBe(person.email);
  });

  it("with a query keeps it", async () => {
    const back = await new Traveller().signIn(to("https://app.example/other?x=1"), newcomer().google);
    expect(back.headers.get("location")).toMatch(/^https:\/\/app\.example\/other\?x=1#token=/);
  });

  it.each([
    "https://app.example/signed-in/", "https://app.example/signed-in?", "https://app.example/signed-in#", "https://app.example/signed-in/../other", "https://APP.example/signed-in",
    "https://app.example:443/signed-in", "http://app.example/signed-in", "https://app.example", "https://app.example@evil.example/signed-in", "https://evil.example/signed-in", "//app.example/signed-in",
    "javascript:alert(1)", " https://app.example/signed-in", "",
  ])("%j is refused on a page before anybody goes anywhere", async (uri) => {
    for (const path of [to(uri), to(uri).replace("google", "github")]) {
      const answer = await new Traveller().ask(path);
      expect([answer.status, answer.headers.get("location"), answer.headers.get("content-type")]).toEqual([400, null, "text/html; charset=utf-8"]);
      expect(answer.text).toContain("This app’s address is not allowed");
      expect(answer.text).not.toContain(`href="${uri || "none"}`);
      expect(answer.cookies).toEqual([]);
    }
  });

  it("given twice is refused", async () => {
    expect((await new Traveller().ask(`${to("https://app.example/signed-in")}&redirect_uri=https://evil.example`)).status).toBe(400);
  });

  it("that was taken off the list on the way gets no token", async () => {
    const browser = new Traveller();
    const callback = await browser.travel(to("https://app.example/signed-in"), newcomer().google);
    const { signIn } = config();
    const listed = signIn.redirectUris;
    signIn.redirectUris = [];
    try {
      expect((await browser.ask(callback)).headers.get("location")).toBe("/dashboard");
    } finally {
      signIn.redirectUris = listed;
    }
  });

  it("next is a path of ours, or the dashboard", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
      expect((await new Traveller().signIn(`${start("google")}?next=${encodeURIComponent(next)}`, newcomer().google)).headers.get("location")).toBe("/dashboard");
    }
  });
});

it("a provider that is not set up is absent: 404 on a page, and in JSON for a program", async () => {
  const { signIn } = config();
  const { google } = signIn;
  delete signIn.google;
  try {
    for (const path of [start("google"), "/api/auth/callback/google?code=x&state=y"]) {
      const answer = await house.send("GET", path, { headers: { accept: "text/html,*/*" } });
      expect([answer.status, answer.text.includes("There is no sign-in with Google here")]).toEqual([404, true]);
    }
    const told = await house.send("GET", start("google"), { headers: { accept: "*/*" } });
    expect([told.status, told.json]).toMatchObject([404, { success: false, code: "NOT_FOUND", error: expect.stringContaining("no sign-in with Google"), request_id: expect.any(String) }]);
  } finally {
    signIn.google = google!;
  }
});

it("where other next-auth applications begin a sign-in leads to where ours begins", () => {
  const lead = (...path: string[]) => redirectSignIn(path, new URLSearchParams({ callbackUrl: "/api-keys" }));
  expect(lead("signin", "google")?.headers.get("location")).toBe("/api/v1/auth/google?next=%2Fapi-keys");
  expect([lead("signin"), lead("signin", "credentials"), lead("callback", "google"), lead("session")]).toEqual([undefined, undefined, undefined, undefined]);
});
