import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openMail } from "@/lib/mail/queue";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { addMember, newInvitation, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let owner: Person;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("chief");
  owner = await house.signUp();
  id = await newOrganization(house, owner);
});
afterAll(() => house.close());

const invite = (email: string, body: object = {}, by: Person = owner, organization = id) =>
  house.send("POST", `/api/v1/organizations/${organization}/invitations`, { token: by.token, body: { email, ...body } });
const accept = (person: Pick<Person, "token">, token: string) => house.send("POST", "/api/v1/invitations/accept", { token: person.token, body: { token } });
const decline = (token: string) => house.send("POST", "/api/v1/invitations/decline", { body: { token } });
const mailsTo = async (address: string) => (await db().mail.findMany({ where: { toAddress: address }, orderBy: { id: "asc" } })).map((mail) => openMail({ id: mail.id, ciphertext: mail.ciphertext! }));
const tokenFor = async (address: string) => new URL((await mailsTo(address)).at(-1)!.action!.url).searchParams.get("token")!;
const withoutIds = (text: string) => text.replace(/(inv|req)_\w+/g, "$1").replace(/[\w-]+@example.com/g, "address").replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "time");

describe("201", () => {
  it("an invitation goes to the address alone: neither the answer, the list nor the log has its link", async () => {
    const answer = await invite("Grace@Example.com", { role: "admin" });
    expect([answer.status, answer.json]).toMatchObject([201, { email: "grace@example.com", role: "admin", status: "pending", organization_id: id, invited_by: { username: owner.username } }]);
    const token = await tokenFor("grace@example.com");
    expect(token).toMatch(/^[\w-]{43}$/);
    const shown = await Promise.all(["invitations", ""].map((path) => house.send("GET", `/api/v1/organizations/${id}/${path}`.replace(/\/$/, ""), { token: owner.token })));
    const rows = JSON.stringify([await db().auditEvent.findMany({ select: { detail: true, targetName: true } }), await db().invitation.findMany(), await db().singleUseSecret.findMany(), await db().mail.findMany()]);
    for (const text of [answer.text, ...shown.map((one) => one.text), rows]) expect(text).not.toContain(token);
  });

  it("is answered alike whether or not the address has an account", async () => {
    const known = await house.signUp();
    const [to, toNobody] = [await invite(known.email), await invite("nobody-knows-me@example.com")];
    expect([to.status, withoutIds(to.text)]).toEqual([201, withoutIds(toNobody.text)]);
    expect([...to.headers.keys()]).toEqual([...toNobody.headers.keys()]);
    expect((await mailsTo(known.email)).map((mail) => mail.subject)).toEqual((await mailsTo("nobody-knows-me@example.com")).map((mail) => mail.subject));
  });

  it("says in the mail who invites, to what and as what; a name is never more than words", async () => {
    const odd = await newOrganization(house, owner, "<b>Acme</b> & Sons");
    await invite("reader@example.com", {}, owner, odd);
    const [mail] = await mailsTo("reader@example.com");
    expect(mail).toMatchObject({ heading: "Join <b>Acme</b> & Sons", paragraphs: [expect.stringContaining(`${owner.username} invites you to <b>Acme</b> & Sons`), expect.any(String)] });
  });
});

describe("200", () => {
  it("the account with the invited address joins with the invited role, and the link proves the address", async () => {
    const guest = await house.signUp();
    await invite(guest.email, { role: "admin" });
    expect((await house.send("GET", "/api/v1/users/me", { token: guest.token })).json).toMatchObject({ email_verified: false });
    const token = await tokenFor(guest.email);
    expect((await accept(guest, token)).json).toMatchObject({ id, name: "Acme", role: "admin" });
    expect((await house.send("GET", "/api/v1/users/me", { token: guest.token })).json).toMatchObject({ email_verified: true, organizations: expect.arrayContaining([expect.objectContaining({ id, role: "admin" })]) });
    expect((await accept(guest, token)).status).toBe(404);
    expect((await invite(guest.email)).json).toMatchObject({ code: "CONFLICT", field: "email" });
  });

  it("an invitation is declined by whoever holds the link, without an account, and then cannot be accepted", async () => {
    const guest = await house.signUp();
    await invite(guest.email);
    const token = await tokenFor(guest.email);
    expect((await decline(token)).json).toEqual({ success: true });
    expect((await accept(guest, token)).status).toBe(404);
    expect((await house.send("GET", `/api/v1/organizations/${id}/invitations`, { token: owner.token })).json).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ email: guest.email, status: "declined" })]) });
  });
});

describe("403", () => {
  it("another account cannot use the link, and the link stays good for the right one", async () => {
    const [guest, thief] = [await house.signUp(), await house.signUp()];
    await invite(guest.email);
    const token = await tokenFor(guest.email);
    const refused = await accept(thief, token);
    expect([refused.status, refused.json]).toMatchObject([403, { code: "FORBIDDEN", error: expect.stringContaining(guest.email) }]);
    expect((await house.send("GET", "/api/v1/users/me", { token: thief.token })).json).toMatchObject({ email_verified: false });
    expect((await accept(guest, token)).status).toBe(200);
  });

  it("an app that somebody has connected cannot join in their name", async () => {
    const guest = await house.signUp();
    const { token } = await newInvitation(id, guest.email);
    expect((await accept(await connectApp(guest, { scopes: ["organizations:write"] }), token)).json).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("404: every link that does not work is told the same", () => {
  it("withdrawn, replaced by a newer one, expired, of a deleted organization, or never made", async () => {
    const guest = await house.signUp();
    const told: string[] = [];
    const tell = async (token: string) => told.push((await accept(guest, token)).text.replace(/req_\w+/, ""), (await decline(token)).text.replace(/req_\w+/, ""));

    await tell("never-made");
    const { id: invitation } = (await invite(guest.email)).json as { id: string };
    const withdrawn = await tokenFor(guest.email);
    expect((await house.send("DELETE", `/api/v1/organizations/${id}/invitations/${invitation}`, { token: owner.token })).status).toBe(200);
    expect((await house.send("DELETE", `/api/v1/organizations/${id}/invitations/${invitation}`, { token: owner.token })).status).toBe(404);
    await tell(withdrawn);

    await invite(guest.email);
    const replaced = await tokenFor(guest.email);
    await invite(guest.email);
    await tell(replaced);

    const late = await tokenFor(guest.email);
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 7 * 86_400_000 + 1000);
    try {
      expect((await decline(late)).status).toBe(404);
    } finally {
      clock.now = now;
    }

    const other = await newOrganization(house, owner);
    await invite(guest.email, {}, owner, other);
    const gone = await tokenFor(guest.email);
    await house.send("DELETE", `/api/v1/organizations/${other}`, { token: owner.token });
    await tell(gone);
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain("does not work any more");
  });
});

describe("429", () => {
  it("five invitations a day reach one address from one organization, exactly so with sixteen at once", async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => invite("busy@example.com")));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused!.json).toMatchObject({ code: "RATE_LIMITED" });
    expect(Number(refused!.headers.get("retry-after"))).toBeGreaterThan(86_000);
    expect(await mailsTo("busy@example.com")).toHaveLength(5);
  });

  it("ten a day reach one address from all organizations together", async () => {
    const inviters = await Promise.all(Array.from({ length: 12 }, () => house.signUp()));
    const answers = await Promise.all(inviters.map(async (person) => (await invite("popular@example.com", {}, person, await newOrganization(house, person))).status));
    expect(answers.filter((status) => status === 201)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
  });
});

it("an invitation to be owner makes one, and only an owner can send it", async () => {
  const [guest, admin] = [await house.signUp(), await house.signUp()];
  await addMember(id, admin, "admin");
  expect((await invite(guest.email, { role: "owner" }, admin)).status).toBe(403);
  await invite(guest.email, { role: "owner" });
  expect((await accept(guest, await tokenFor(guest.email))).json).toMatchObject({ role: "owner" });
});
