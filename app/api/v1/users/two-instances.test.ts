import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startSecondProcess, type SecondProcess } from "@/lib/testing/second-process";

let house: House;
let other: SecondProcess;
let admin: Person;
beforeAll(async () => {
  const common = { SECRET_KEY: randomBytes(36).toString("base64"), RATE_LIMIT_PER_MINUTE: "100000", LOG_LEVEL: "error" };
  house = await openHouse(common);
  other = await startSecondProcess({ ...common, DATABASE_URL: house.databaseUrl });
  admin = await house.signUp("chief");
}, 60_000);
afterAll(async () => {
  await other.stop();
  await house.close();
});

const send = async (method: string, path: string, by: Person, body?: object) => house.send(method, `/api/v1/users/${path}`, { token: by.token, ...(body && { body }) });
const outcome = async (sent: ReturnType<typeof send>) => ((await sent).status === 200 ? "done" : ((await sent).json as { code: string }).code);

/** One of each kind, as the headers that carry it. */
async function everythingOf(person: Person): Promise<Record<string, Record<string, string>>> {
  const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
  const { token: apiToken } = (await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "T" } })).json as { token: string };
  const { token: personal } = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { token: string };
  const app = await connectApp(person);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return { jwt: bearer(person.token), cookie: { cookie: person.cookie }, key: { "x-api-key": key }, apiToken: bearer(apiToken), personal: bearer(personal), app: bearer(app.token) };
}

async function seenThere(held: Record<string, Record<string, string>>): Promise<Record<string, string>> {
  const entries = Object.entries(held).map(async ([kind, headers]) => [kind, await other.ask("whoami", "", headers)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const each = (held: object, what: string) => Object.fromEntries(Object.keys(held).map((kind) => [kind, what]));

describe("what an administrator changes here", () => {
  it("shows on the other instance at the very next request of the JWT, the cookie, the key, the tokens and the connected app", async () => {
    const person = await house.signUp();
    const held = await everythingOf(person);
    expect(await seenThere(held)).toEqual(each(held, "user"));
    for (const [role, groups] of [["developer", ["engineering", "platform"]], ["viewer", []], ["admin", ["owners"]], ["user", ["support"]]] as const) {
      expect((await send("PUT", person.id, admin, { role, groups })).json).toMatchObject({ id: person.id, role, groups });
      expect(await seenThere(held)).toEqual(each(held, [role, ...groups].join(" ")));
    }
  });

  it("is a suspension: refused there at once, whatever is sent, and let in again when it is lifted", async () => {
    const person = await house.signUp();
    const held = await everythingOf(person);
    expect(await seenThere(held)).toEqual(each(held, "user"));
    await send("PATCH", person.id, admin, { suspended: true });
    expect(await seenThere(held)).toEqual(each(held, "ACCOUNT_SUSPENDED"));
    await send("PATCH", person.id, admin, { suspended: false });
    expect(await seenThere(held)).toEqual(each(held, "user"));
  });

  it("is one credential revoked: that one is refused there at once, and no other", async () => {
    const person = await house.signUp();
    const held = await everythingOf(person);
    await seenThere(held);
    const { data } = (await send("GET", `${person.id}/credentials`, admin)).json as { data: { id: string; kind: string }[] };
    const { id } = data.find(({ kind }) => kind === "api_key")!;
    expect((await send("DELETE", `${person.id}/credentials/${id}`, admin)).status).toBe(200);
    expect(await seenThere(held)).toEqual({ ...each(held, "user"), key: "INVALID_TOKEN" });
  });

  it("is an account deleted: nothing of it works there any more", async () => {
    const person = await house.signUp();
    const held = await everythingOf(person);
    await seenThere(held);
    expect((await send("DELETE", person.id, admin)).status).toBe(200);
    expect(await seenThere(held)).toEqual(each(held, "INVALID_TOKEN"));
  });
});

describe("the last administrator", () => {
  const there = (by: Person, act: "updateUser" | "deleteUser", ...args: unknown[]) => other.ask(act, by.token, ...args);

  it("remains when two administrators, each in a process of their own, take each other's role at once", async () => {
    for (let round = 0; round < 16; round++) {
      const second = await house.signUp();
      await send("PUT", second.id, admin, { role: "admin" });
      const ways = [() => there(second, "updateUser", admin.id, { role: "user" }), () => there(second, "updateUser", admin.id, { suspended: true })];
      const answers = await Promise.all([outcome(send("PATCH", second.id, admin, round % 3 ? { role: "viewer" } : { suspended: true })), ways[round % 2]!()]);
      const admins = await db().user.findMany({ where: { role: "admin", suspendedAt: null } });
      expect([round, admins.length, answers.filter((answer) => answer === "done").length]).toEqual([round, 1, 1]);
      if (admins[0]!.id === second.id) await send("PATCH", admin.id, second, { role: "admin", suspended: false });
      await send("PATCH", second.id, admin, { role: "user" });
    }
  });

  it("remains when both step down or delete each other at once", async () => {
    for (let round = 0; round < 12; round++) {
      const second = await house.signUp();
      await send("PUT", second.id, admin, { role: "admin" });
      const answers = round % 2 ? await Promise.all([outcome(send("PATCH", admin.id, admin, { role: "user" })), there(second, "updateUser", second.id, { role: "user" })]) : await Promise.all([outcome(send("DELETE", second.id, admin)), there(second, "updateUser", admin.id, { role: "user" })]);
      const admins = await db().user.findMany({ where: { role: "admin", suspendedAt: null } });
      expect([round, admins.length, answers.filter((answer) => answer === "done").length]).toEqual([round, 1, 1]);
      if (admins[0]!.id === second.id) await send("PATCH", admin.id, second, { role: "admin" });
      if (await db().user.count({ where: { id: second.id } })) await send("DELETE", second.id, admin);
    }
  });
});

describe("a credential", () => {
  it("is revoked once of sixteen times at once, in two processes", async () => {
    const person = await house.signUp();
    const { id } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { id: string };
    const asked = Array.from({ length: 16 }, (_, index) => (index % 2 ? outcome(send("DELETE", `${person.id}/credentials/${id}`, admin)) : other.ask("revokeUserCredential", admin.token, person.id, id)));
    expect((await Promise.all(asked)).sort()).toEqual([...Array<string>(15).fill("NOT_FOUND"), "done"]);
    expect(await db().auditEvent.count({ where: { action: "api_key.revoked", targetId: id } })).toBe(1);
  });
});
