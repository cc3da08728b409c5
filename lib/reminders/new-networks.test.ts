import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";
import { startSecondProcess } from "@/lib/testing/second-process";
import { callRecorder } from "@/lib/usage/record/recorder";
import { tellNewNetworks } from "./new-networks";

const env = { SECRET_KEY: "a secret key of the tests that is long enough" };

let house: House;
beforeAll(async () => {
  house = await openHouse(env);
  await house.signUp("admin");
});
const { now } = clock;
afterEach(() => void (clock.now = now));
afterAll(() => house.close());

type Key = { id: string; key: string };
/** A key that is older than its first hour. */
async function makeKey({ token }: Person, name = "Night job"): Promise<Key> {
  const key = (await house.send("POST", "/api/v1/api-keys", { token, body: { name } })).json as Key;
  await db().credential.update({ where: { id: key.id }, data: { createdAt: new Date(Date.now() - 7_200_000) } });
  return key;
}
async function use({ key }: Key, ...addresses: string[]) {
  for (const from of addresses) {
    await house.send("GET", "/api/v1/scopes", { apiKey: key, from, headers: { "user-agent": "curl/8.14.1" } });
    await callRecorder().flush();
  }
}
const mails = async ({ email }: Person) => (await mailsTo(email)).filter(({ subject }) => subject.includes("network"));
const events = async (id: string) => db().auditEvent.findMany({ where: { targetId: id, action: "api_key.new_network" }, orderBy: { sequence: "asc" } });

describe("a key that is used from a network for the first time", () => {
  it("is told of once, with the address and the program, and not again from the same network", async () => {
    const person = await house.signUp();
    const key = await makeKey(person);
    await use(key, "192.0.2.10", "198.51.100.7", "198.51.100.200");
    await tellNewNetworks();
    await use(key, "192.0.2.99", "198.51.100.8");
    await tellNewNetworks();
    const [mail, ...others] = await mails(person);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: "The API key “Night job” was used from a new network", action: { url: `http://localhost:3000/api-keys/${key.id}` } });
    expect(mail!.paragraphs.join("\n")).toMatch(/198\.51\.100\.0\/24: first on .* UTC from 198\.51\.100\.7, with curl\.[^]*If this was not you: pause it at once/);
    expect((await events(key.id)).map(({ detail }) => detail)).toEqual([{ networks: [{ network: "198.51.100.0/24", ip: "198.51.100.7" }] }]);
  });

  it("counts IPv6 by /48", async () => {
    const person = await house.signUp();
    const key = await makeKey(person);
    await use(key, "2001:db8:1:2::3", "2001:db8:1:ffff::3");
    await tellNewNetworks();
    expect(await mails(person)).toEqual([]);
    await use(key, "2001:db8:2::1");
    await tellNewNetworks();
    expect((await mails(person))[0]!.paragraphs[1]).toMatch(/^2001:db8:2::\/48: /);
  });

  it("is no news in the first hour of its life, nor is its very first network ever", async () => {
    const person = await house.signUp();
    const fresh = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Fresh" } })).json as Key;
    await use(fresh, "192.0.2.10", "198.51.100.7", "203.0.113.1");
    await use(await makeKey(person, "Old"), "203.0.113.1");
    await tellNewNetworks();
    expect(await mails(person)).toEqual([]);
  });

  it("is no news where the call was refused, and of a session's networks nothing is kept", async () => {
    const person = await house.signUp();
    const key = await makeKey(person);
    await use(key, "192.0.2.10");
    await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body: { allowed_ips: ["192.0.2.0/24"] } });
    await use(key, "198.51.100.7");
    await tellNewNetworks();
    expect(await mails(person)).toEqual([]);
    expect(await db().credentialNetwork.count({ where: { credential: { kind: "session" } } })).toBe(0);
  });

  it("is told of at most once a day: what comes in between is gathered", async () => {
    const person = await house.signUp();
    const key = await makeKey(person);
    await use(key, "192.0.2.10", "198.51.100.7");
    await tellNewNetworks();
    await use(key, "203.0.113.1", "203.0.112.1");
    await tellNewNetworks();
    expect(await mails(person)).toHaveLength(1);
    clock.now = () => new Date(now().getTime() + 25 * 3_600_000);
    await tellNewNetworks();
    const [, second, ...others] = await mails(person);
    expect(others).toEqual([]);
    expect(second!.subject).toBe("The API key “Night job” was used from 2 new networks");
  });

  it("is told once by two instances that look at once", async () => {
    const other = await startSecondProcess({ DATABASE_URL: house.databaseUrl, LOG_LEVEL: "error", ...env });
    try {
      const person = await house.signUp();
      const keys = await Promise.all([1, 2, 3, 4].map(() => makeKey(person)));
      for (const key of keys) await use(key, "192.0.2.10", "198.51.100.7");
      await Promise.all([tellNewNetworks(), other.ask("tellNewNetworks", ""), tellNewNetworks(), other.ask("tellNewNetworks", "")]);
      for (const { id } of keys) expect(await events(id)).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});

it("a key that was revoked or whose owner is suspended is told to nobody", async () => {
  const person = await house.signUp();
  const key = await makeKey(person);
  await use(key, "192.0.2.10", "198.51.100.7");
  await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
  await tellNewNetworks();
  expect(await mails(person)).toEqual([]);
  expect(await db().credentialNetwork.count({ where: { credentialId: key.id, toldAt: null } })).toBe(0);
});
