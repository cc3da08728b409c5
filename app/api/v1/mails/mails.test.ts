import { afterAll, beforeAll, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { newestToken } from "@/lib/testing/mailbox";

const realNow = clock.now;
let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse({ EMAIL_VERIFICATION: "optional" });
  admin = await house.signUp("admin");
  person = await house.signUp("ada");
});
afterAll(() => house.close());

type Listed = { id: string; to: string; subject: string; status: string; readable: boolean };
const list = async (token: string, query = "") => ((await house.send("GET", `/api/v1/mails${query}`, { token })).json as { data: Listed[]; next_cursor?: string });
const read = (id: string, token: string) => house.send("POST", `/api/v1/mails/${id}/read`, { token });

it("without a mail server an administrator sees whom the mails are for, and what one says only by opening it, which the log notes", async () => {
  const { data } = await list(admin.token);
  const mail = data.find(({ to }) => to === person.email)!;
  expect(mail).toMatchObject({ subject: "Confirm your address for Keyhouse", status: "kept", readable: true });
  const token = await newestToken(person.email);
  expect(JSON.stringify(data)).not.toContain(token);
  const opened = await read(mail.id, admin.token);
  expect(opened.json).toMatchObject({ to: person.email, link: `http://localhost:3000/verify-email?token=${token}`, text: expect.stringContaining("Open the link within 24 hours") });
  expect(await db().auditEvent.findFirst({ where: { action: "mail.read" } })).toMatchObject({ actorUserId: admin.id, subjectUserId: person.id, targetId: mail.id });
  expect(JSON.stringify(await db().auditEvent.findMany({ select: { detail: true } }))).not.toContain(token);
});

it("nobody else sees them, and an old sign-in opens none", async () => {
  const { data } = await list(admin.token);
  expect((await house.send("GET", "/api/v1/mails", { token: person.token })).status).toBe(403);
  expect((await read(data[0]!.id, person.token)).status).toBe(403);
  clock.now = () => new Date(Date.now() + 11 * 60_000);
  expect((await read(data[0]!.id, admin.token)).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
  clock.now = realNow;
});

it("the list goes by pages and by status", async () => {
  const first = await list(admin.token, "?limit=1");
  expect(first.data).toHaveLength(1);
  const second = await list(admin.token, `?limit=1&cursor=${first.next_cursor}`);
  expect(second.data[0]!.id < first.data[0]!.id).toBe(true);
  expect((await list(admin.token, "?status=sent")).data).toEqual([]);
  expect((await list(admin.token, "?status=kept")).data.length).toBeGreaterThan(1);
});
