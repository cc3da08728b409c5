import { pbkdf2Sync, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { limiter } from "@/lib/rate-limit/limiter";
import { countWork } from "@/lib/testing/count-work";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp("ada");
});
afterAll(() => house.close());

const signIn = (body: object, from = "192.0.2.1") => house.send("POST", "/api/v1/auth/login", { body, from });

it("an address given as the username signs in, in any spelling of it", async () => {
  for (const username of [person.email, person.email.toUpperCase(), ` ${person.email}`]) expect((await signIn({ username, password: goodPassword })).status).toBe(200);
  expect((await house.send("POST", "/api/v1/auth/token", { body: { username: person.email, password: goodPassword } })).status).toBe(200);
});

it("a username is matched with case", async () => {
  expect((await signIn({ username: "ADA", password: goodPassword })).status).toBe(401);
});

it("failures of one address count together however it is spelled, whether or not it has an account", async () => {
  const spellings = (email: string) => Array.from({ length: 11 }, (_, at) => email.slice(0, at).toUpperCase() + email.slice(at));
  const fail = async (email: string, from: string) => {
    const statuses = [];
    for (const spelled of spellings(email)) statuses.push((await signIn({ email: spelled, password: "wrong password" }, from)).status);
    return statuses;
  };
  const known = await fail(person.email, "192.0.2.2");
  expect(known.at(-1)).toBe(429);
  expect(await fail("nobody.at.all@example.com", "192.0.2.3")).toEqual(known);
});

it("a failed sign-in to an account with a hash of another system takes as long as one to no account", async () => {
  const imported = await house.signUp("imported");
  const salt = randomBytes(16);
  const hash = pbkdf2Sync("as it was there", salt, 100_000, 32, "sha256");
  await db().user.update({ where: { id: imported.id }, data: { passwordHash: `pbkdf2-sha256$100000$${salt.toString("base64")}$${hash.toString("base64")}` } });
  await signIn({ username: "nobody", password: "wrong password" }, "192.0.2.4");
  const costs = [];
  for (const username of ["imported", "nobody"]) costs.push((await countWork(() => signIn({ username, password: "wrong password" }, "192.0.2.5"))).comparisons);
  expect(costs).toEqual([1, 1]);
  expect((await signIn({ username: "imported", password: "as it was there" })).status).toBe(200);
  expect((await db().user.findUniqueOrThrow({ where: { id: imported.id } })).passwordHash).toMatch(/^\$2/);
});

it("what is typed as a name takes no more memory of the counters than a name of an account would", async () => {
  const { windows } = limiter() as unknown as { windows: Map<string, unknown> };
  await signIn({ username: "x".repeat(60_000), password: "wrong password" }, "192.0.2.60");
  await signIn({ email: `${"x".repeat(60_000)}@example.com`, password: "wrong password" }, "192.0.2.60");
  await house.send("POST", "/login/submit", { raw: `identifier=${"x".repeat(60_000)}&password=wrong`, headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }, from: "192.0.2.60" });
  expect(Math.max(...[...windows.keys()].map((key) => key.length))).toBeLessThan(400);
});
