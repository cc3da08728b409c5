import { afterEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House } from "@/lib/testing/house";
import { startProviders, type TestProviders } from "@/lib/testing/providers/start";
import { Traveller } from "@/lib/testing/providers/traveller";

let house: House | undefined;
let providers: TestProviders | undefined;
afterEach(async () => {
  await house?.close();
  await providers?.close();
});

async function open(publicUrl?: string, env: Record<string, string> = {}) {
  providers = await startProviders(publicUrl);
  house = await openHouse({ ...providers.env, ...(publicUrl && { PUBLIC_URL: publicUrl }), ...env });
  for (let number = 1; number <= 8; number++) {
    providers.google.accounts.set(`g-${number}`, { email: `g-${number}@mail.example`, email_verified: true });
    providers.github.accounts.set(`octo-${number}`, { id: number, emails: [{ email: `octo-${number}@mail.example`, primary: true, verified: true }] });
  }
  return house;
}

it("SECURITY 16: of all who are first at the same moment, by Google, GitHub and registration, exactly one is administrator", async () => {
  const { send } = await open();
  const travels = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const browser = new Traveller();
      const [provider, account] = index % 2 ? ["google", `g-${(index >> 1) + 1}`] : ["github", `octo-${(index >> 1) + 1}`];
      return { browser, back: await browser.travel(`/api/v1/auth/${provider}`, account!) };
    }),
  );
  const registrations = Array.from({ length: 4 }, (_, index) => send("POST", "/api/v1/auth/register", { body: { email: `r-${index}@mail.example`, password: goodPassword } }));
  const answers = await Promise.all([...registrations, ...travels.map(({ browser, back }) => browser.ask(back))]);
  expect(answers.map((answer) => answer.status)).toEqual([...Array(4).fill(201), ...Array(8).fill(303)]);
  expect([await db().user.count(), await db().user.count({ where: { role: "admin" } })]).toEqual([12, 1]);
}, 60_000);

it("SECURITY 16: where the first account needs the setup token, no provider makes it", async () => {
  const { send } = await open("https://keys.example.com", { SETUP_TOKEN: "a setup token that the server printed" });
  const stranger = new Traveller();
  for (const [provider, account] of [["google", "g-1"], ["github", "octo-1"]]) {
    const back = await stranger.signIn(`/api/v1/auth/${provider}`, account!);
    expect([back.status, back.text.includes("The first account needs the setup token")]).toEqual([403, true]);
  }
  expect([await db().user.count(), await db().bootstrap.count()]).toEqual([0, 0]);

  await send("POST", "/api/v1/auth/register", { body: { email: "owner@mail.example", password: goodPassword, setup_token: "a setup token that the server printed" } });
  await stranger.signIn("/api/v1/auth/google", "g-1");
  expect(await stranger.whoAmI()).toMatchObject({ role: "user", email: "g-1@mail.example" });
});

it("SECURITY 14: on https the browser is marked by a __Host- cookie: Secure, HttpOnly, Lax, for this host alone", async () => {
  await open("https://keys.example.com");
  const answer = await new Traveller().ask("/api/v1/auth/github");
  expect(answer.cookies).toHaveLength(1);
  expect(answer.cookies[0]).toMatch(/^__Host-keyhouse\.\w+=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
});
