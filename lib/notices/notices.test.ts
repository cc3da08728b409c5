import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";
import { agentFamily, neighbourhood } from "@/lib/sessions/places";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
});
afterAll(() => house.close());

const firefox = (version: number) => `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
const signIn = (person: Person, from: string, agent: string, path = "/api/v1/auth/login") =>
  house.send("POST", path, { body: { username: person.username, password: goodPassword }, from, headers: { "user-agent": agent } });
const subjects = async (person: Person) => (await mailsTo(person.email)).map((mail) => mail.subject);

describe("a person is told of", () => {
  it("a sign-in from another network or with another program, and of none from where they were before", async () => {
    const person = await house.signUp();
    await db().signInPlace.deleteMany({ where: { userId: person.id } });
    await signIn(person, "192.0.2.10", firefox(140));
    expect(await subjects(person)).toEqual([]);
    await signIn(person, "192.0.2.200", firefox(141));
    expect(await subjects(person)).toEqual([]);
    await signIn(person, "198.51.100.1", firefox(141));
    await signIn(person, "192.0.2.10", "curl/8.14.1", "/api/v1/auth/token");
    await signIn(person, "198.51.100.2", firefox(142));
    const mails = await mailsTo(person.email);
    expect(mails.map((mail) => mail.subject)).toEqual(["New sign-in to Keyhouse", "New sign-in to Keyhouse"]);
    expect(mails[0]!.paragraphs.join("\n")).toMatch(/from 198\.51\.100\.1, with Mozilla.*\nIf this was not you: change your password at once/);
  });

  it("a new key, a new token and a changed password, each with what to do if it was not them", async () => {
    const person = await house.signUp();
    await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Night <job>" } });
    await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "Robot" } });
    await house.send("POST", "/api/v1/users/me/api-token", { token: person.token });
    await house.send("PATCH", "/api/v1/users/me", { token: person.token, body: { password: "another-good-password-of-mine", current_password: goodPassword } });
    const mails = await mailsTo(person.email);
    expect(mails.map((mail) => mail.subject)).toEqual(["New API key: Night <job>", "New API token: Robot", "New personal API token", "Your password was changed"]);
    for (const mail of mails) expect(mail.paragraphs.at(-1)).toMatch(/^If this was not you: .{20}/);
  });

  it("nothing where the act itself fails, and where they have no address nothing fails", async () => {
    const person = await house.signUp();
    expect((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "A key", scopes: ["admin"] } })).status).toBe(403);
    expect(await subjects(person)).toEqual([]);
    await db().user.update({ where: { id: person.id }, data: { email: null } });
    expect((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "A key" } })).status).toBe(201);
    expect(await subjects(person)).toEqual([]);
  });
});

it("no account fills a mailbox that nobody has confirmed", async () => {
  const person = await house.signUp();
  for (let made = 0; made < 8; made++) await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: `Key ${made}` } });
  expect(await subjects(person)).toHaveLength(5);
});

it("the table of places says nobody's network", async () => {
  const places = await db().signInPlace.findMany();
  expect(places.length).toBeGreaterThan(3);
  for (const { placeHash } of places) expect(placeHash).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  ["203.0.113.77", "203.0.113/24"],
  ["2001:db8:1:2::3", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  [undefined, "unknown"],
])("the neighbourhood of %s is %s", (ip, expected) => {
  expect(neighbourhood(ip)).toBe(expected);
});

it.each([
  [firefox(140), "Firefox on Linux"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0", "Edg on Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari on Mac OS X"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
  ["curl/8.14.1", "curl"],
  ["python-requests/2.32", "python-requests"],
  [undefined, "unknown"],
])("%s is %s", (agent, expected) => {
  expect(agentFamily(agent)).toBe(expected);
});
