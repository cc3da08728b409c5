import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { startProviders, type TestProviders } from "@/lib/testing/providers/start";
import { Traveller } from "@/lib/testing/providers/traveller";

let providers: TestProviders;
let house: House;
beforeAll(async () => {
  providers = await startProviders();
  house = await openHouse(providers.env);
  await house.signUp("admin");
});
afterAll(async () => {
  await house?.close();
  await providers?.close();
});

let people = 0;
function accountElsewhere(email = `elsewhere-${people + 1}@mail.example`) {
  const number = ++people;
  providers.google.accounts.set(`g-${number}`, { email, email_verified: true, name: "Ada" });
  providers.github.accounts.set(`octo-${number}`, { id: number, name: "Ada", emails: [{ email, primary: true, verified: true }] });
  return { google: `g-${number}`, github: `octo-${number}` };
}

const linkForm = "/settings/sign-in/link";
const linkHere = (browser: Traveller, provider: "google" | "github", account: string) => browser.travel(linkForm, account, { provider }).then((back) => browser.ask(back));
const identitiesOf = async (person: Pick<Person, "token">) => ((await house.send("GET", "/api/v1/users/me/identities", { token: person.token })).json as { data: { id: string; provider: string; email?: string; last_used_at?: string }[] }).data;
const unlink = (person: Pick<Person, "token">, id: string) => house.send("DELETE", `/api/v1/users/me/identities/${id}`, { token: person.token });
const signInElsewhere = async (provider: "google" | "github", account: string) => {
  const browser = new Traveller();
  await browser.signIn(`/api/v1/auth/${provider}`, account);
  return browser.whoAmI();
};
async function longAgo({ id }: { id: string }): Promise<void> {
  await db().credential.updateMany({ where: { userId: id, kind: "session" }, data: { authenticatedAt: new Date(Date.now() - 11 * 60_000) } });
  await changeFeed().publish([tagOf.user(id)]);
}

describe.each(["google", "github"] as const)("linking %s", (provider) => {
  it("lets that account sign in as this one from then on, whatever its address, and tells the owner", async () => {
    const person = await house.signUp();
    const elsewhere = accountElsewhere();
    const back = await linkHere(new Traveller().wear(person.cookie), provider, elsewhere[provider]);
    expect([back.status, back.headers.get("location")]).toEqual([303, `/settings/sign-in?linked=${provider}`]);
    expect(await identitiesOf(person)).toMatchObject([{ provider, email: expect.stringContaining("elsewhere-") }]);
    expect((await signInElsewhere(provider, elsewhere[provider]))?.id).toBe(person.id);
    expect(await db().mail.count({ where: { userId: person.id, subject: { contains: "was linked" } } })).toBe(1);
  });

  it("that is somebody else's already is refused", async () => {
    const [first, second] = [await house.signUp(), await house.signUp()];
    const elsewhere = accountElsewhere();
    await linkHere(new Traveller().wear(first.cookie), provider, elsewhere[provider]);
    const back = await linkHere(new Traveller().wear(second.cookie), provider, elsewhere[provider]);
    expect([back.status, back.text.includes("is linked elsewhere")]).toEqual([409, true]);
    expect(await identitiesOf(second)).toEqual([]);
  });

  it("a second one of a kind is refused, the same once more is fine", async () => {
    const person = await house.signUp();
    const [first, second] = [accountElsewhere(), accountElsewhere()];
    await linkHere(new Traveller().wear(person.cookie), provider, first[provider]);
    expect((await linkHere(new Traveller().wear(person.cookie), provider, second[provider])).status).toBe(409);
    expect((await linkHere(new Traveller().wear(person.cookie), provider, first[provider])).status).toBe(303);
    expect(await identitiesOf(person)).toHaveLength(1);
  });

  it("unlinking acts at once, and the owner is told", async () => {
    const person = await house.signUp();
    const elsewhere = accountElsewhere();
    await linkHere(new Traveller().wear(person.cookie), provider, elsewhere[provider]);
    const [identity] = await identitiesOf(person);
    expect((await unlink(person, identity!.id)).status).toBe(200);
    expect((await signInElsewhere(provider, elsewhere[provider]))?.id).not.toBe(person.id);
    expect(await db().mail.count({ where: { userId: person.id, subject: { contains: "was unlinked" } } })).toBe(1);
    expect((await unlink(person, identity!.id)).status).toBe(404);
  });
});

describe("linking", () => {
  it("needs a sign-in younger than ten minutes: otherwise the person confirms first that it is them", async () => {
    const person = await house.signUp();
    await longAgo(person);
    const answer = await new Traveller().wear(person.cookie).ask(linkForm, { provider: "google" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login?next=%2Fsettings%2Fsign-in&confirm=1"]);
  });

  it("is started by a form of our own page alone", async () => {
    const person = await house.signUp();
    const answer = await house.send("POST", linkForm, { cookie: person.cookie, raw: new URLSearchParams({ provider: "google" }), headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } });
    expect(answer.headers.get("location")).toBe("/settings/sign-in?error=FORBIDDEN");
  });

  it("ends with who began it: after somebody else has signed in in this browser, or nobody is, nothing is linked", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    for (const cookie of [other.cookie, "keyhouse.session=gone"]) {
      const browser = new Traveller().wear(person.cookie);
      const back = await browser.travel(linkForm, accountElsewhere().google, { provider: "google" });
      expect((await browser.wear(cookie).ask(back)).status).toBe(401);
    }
    expect([...(await identitiesOf(person)), ...(await identitiesOf(other))]).toEqual([]);
  });

  it("a callback of somebody else's linking links nothing to the one who is sent it", async () => {
    const [attacker, victim] = [await house.signUp(), await house.signUp()];
    const back = await new Traveller().wear(attacker.cookie).travel(linkForm, accountElsewhere().google, { provider: "google" });
    const answer = await new Traveller().wear(victim.cookie).ask(back);
    expect([answer.status, answer.text.includes("began in another browser")]).toEqual([400, true]);
    expect(await identitiesOf(victim)).toEqual([]);
  });

  it("a provider that is unknown or not set up is absent", async () => {
    const person = await house.signUp();
    const { signIn } = config();
    const { google } = signIn;
    delete signIn.google;
    try {
      for (const provider of ["google", "telegram", ""]) expect((await new Traveller().wear(person.cookie).ask(linkForm, { provider })).status).toBe(404);
    } finally {
      signIn.google = google!;
    }
  });
});

/** Signed in by Google alone: no password. */
async function withoutPassword(): Promise<{ browser: Traveller; account: ReturnType<typeof accountElsewhere>; id: string }> {
  const account = accountElsewhere();
  const browser = new Traveller();
  await browser.signIn("/api/v1/auth/google", account.google);
  return { browser, account, id: (await browser.whoAmI())!.id };
}

describe("the last way to sign in", () => {
  const listOf = async (browser: Traveller) => ((await browser.ask("/api/v1/users/me/identities")).json as { data: { id: string }[] }).data;
  const remove = (browser: Traveller, id: string) => house.send("DELETE", `/api/v1/users/me/identities/${id}`, { cookie: browser.cookie, headers: { origin: "http://localhost:3000" } });

  it("cannot be removed, until there is a password", async () => {
    const { browser } = await withoutPassword();
    const [identity] = await listOf(browser);
    const refused = await remove(browser, identity!.id);
    expect([refused.status, refused.json]).toMatchObject([409, { code: "CONFLICT", error: expect.stringContaining("only way to sign in") }]);
    const set = await house.send("PATCH", "/api/v1/users/me", { cookie: browser.cookie, headers: { origin: "http://localhost:3000" }, body: { password: goodPassword } });
    expect([set.status, set.text]).toEqual([200, set.text]);
    expect((await remove(browser, identity!.id)).status).toBe(200);
  });

  it("is not lost to two that are unlinked at the same moment", async () => {
    for (let round = 0; round < 4; round++) {
      const { browser, account, id } = await withoutPassword();
      await linkHere(browser, "github", account.github);
      const both = await listOf(browser);
      expect(both).toHaveLength(2);
      const answers = await Promise.all(both.map((identity) => remove(browser, identity.id)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect(await db().identity.count({ where: { userId: id } })).toBe(1);
    }
  });

  it("is not one that this house no longer offers", async () => {
    const { browser, account } = await withoutPassword();
    await linkHere(browser, "github", account.github);
    const { signIn } = config();
    const { github } = signIn;
    delete signIn.github;
    try {
      const google = (await listOf(browser))[0]!;
      expect((await remove(browser, google.id)).status).toBe(409);
    } finally {
      signIn.github = github!;
    }
  });

  it("a first password needs a sign-in younger than ten minutes", async () => {
    const { browser, id } = await withoutPassword();
    await longAgo({ id });
    const set = await house.send("PATCH", "/api/v1/users/me", { cookie: browser.cookie, headers: { origin: "http://localhost:3000" }, body: { password: goodPassword } });
    expect(set.json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
  });
});

describe("confirming by a provider that it is you", () => {
  const confirm = (provider: string) => `/api/v1/auth/${provider}?confirm=1&next=${encodeURIComponent("/api-token")}`;
  const isFresh = async (id: string) => (await db().credential.findFirstOrThrow({ where: { userId: id, kind: "session", revokedAt: null }, orderBy: { id: "desc" } })).authenticatedAt!.getTime() > Date.now() - 60_000;

  it("asks Google to have them sign in again, and makes the sign-in a recent one", async () => {
    const { browser, account, id } = await withoutPassword();
    await longAgo({ id });
    const away = await browser.ask(confirm("google"));
    expect(new URL(away.headers.get("location")!).searchParams.get("prompt")).toBe("login");
    const back = await browser.ask(await browser.decide(away.headers.get("location")!, account.google));
    expect([back.status, back.headers.get("location")]).toEqual([303, "/api-token"]);
    expect(await isFresh(id)).toBe(true);
  });

  it("works with GitHub, which cannot ask again: what counts is that the person has that account at hand", async () => {
    const { browser, account, id } = await withoutPassword();
    await linkHere(browser, "github", account.github);
    await longAgo({ id });
    expect((await browser.signIn(confirm("github"), account.github)).status).toBe(303);
    expect(await isFresh(id)).toBe(true);
  });

  it("with another account, linked to somebody else or to nobody, confirms nothing and makes no account", async () => {
    const { browser, id } = await withoutPassword();
    const other = await withoutPassword();
    await longAgo({ id });
    const users = await db().user.count();
    for (const account of [other.account.google, accountElsewhere().google]) {
      const back = await browser.leaveProviders().signIn(confirm("google"), account);
      expect([back.status, back.text.includes("That is another account")]).toEqual([403, true]);
    }
    expect([await db().user.count(), await isFresh(id)]).toEqual([users, false]);
    expect((await browser.whoAmI())?.id).toBe(id);
  });
});

it("a stranger's identity is as unknown as one that does not exist", async () => {
  const [owner, stranger] = [await house.signUp(), await house.signUp()];
  await linkHere(new Traveller().wear(owner.cookie), "google", accountElsewhere().google);
  const [identity] = await identitiesOf(owner);
  expect((await unlink(stranger, identity!.id)).status).toBe(404);
  expect(await identitiesOf(owner)).toHaveLength(1);
});
