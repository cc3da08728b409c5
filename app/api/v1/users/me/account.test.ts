import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { countWork } from "@/lib/testing/count-work";
import { callRecorder } from "@/lib/usage/record/recorder";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";

let house: House;
let admin: Person;
const realNow = clock.now;
beforeAll(async () => {
  house = await openHouse({ EMAIL_VERIFICATION: "optional" });
  admin = await house.signUp("admin");
});
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => house.close());

let networks = 0;
const from = () => `10.3.${++networks >> 8}.${networks & 255}`;
const verified = async () => {
  const person = await house.signUp();
  await db().user.update({ where: { id: person.id }, data: { emailVerifiedAt: new Date() } });
  return person;
};
const change = ({ token }: Person, body: object) => house.send("POST", "/api/v1/users/me/email", { token, body, from: from() });
const confirm = (token: string | undefined) => house.send("POST", "/api/v1/auth/verify-email", { body: { token }, from: from() });
const changeLinkTo = async (email: string) => (await mailsTo(email)).findLast((mail) => mail.kind === "address_change")?.token;
const emailOf = async ({ id }: Person) => (await db().user.findUniqueOrThrow({ where: { id } })).email;

describe("a new address", () => {
  it("is the account's once both addresses have confirmed it, in either order, and both are told", async () => {
    for (const order of ["new first", "old first"] as const) {
      const person = await verified();
      const to = `changed-${person.username}@example.com`;
      expect((await change(person, { email: to.toUpperCase() })).json).toEqual({ success: true, confirm_at: ["new", "old"] });
      const links = [await changeLinkTo(to), await changeLinkTo(person.email)];
      if (order === "old first") links.reverse();
      expect((await confirm(links[0])).json).toMatchObject({ outcome: "half_changed" });
      expect(await emailOf(person)).toBe(person.email);
      expect((await confirm(links[0])).status).toBe(400);
      expect((await confirm(links[1])).json).toMatchObject({ outcome: "changed", email: to });
      expect(await db().user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ email: to, emailVerifiedAt: expect.any(Date) });
      for (const address of [to, person.email]) expect((await mailsTo(address)).at(-1)).toMatchObject({ subject: "The address of your account was changed" });
      expect((await house.send("GET", "/api/v1/users/me", { token: person.token })).json).toMatchObject({ email: to, email_verified: true });
    }
  });

  it("changes once where both links are opened at the same moment", async () => {
    const person = await verified();
    const to = `at-once-${person.username}@example.com`;
    await change(person, { email: to });
    const answers = await Promise.all([await changeLinkTo(to), await changeLinkTo(person.email)].map((link) => confirm(link)));
    expect(answers.map(({ json }) => (json as { outcome: string }).outcome).sort()).toEqual(["changed", "half_changed"]);
    expect(await emailOf(person)).toBe(to);
  });

  it("needs no consent of an old one that was never confirmed", async () => {
    const person = await house.signUp();
    const to = `fresh-${person.username}@example.com`;
    expect((await change(person, { email: to })).json).toMatchObject({ confirm_at: ["new"] });
    expect((await confirm(await changeLinkTo(to))).json).toMatchObject({ outcome: "changed" });
  });

  it("is asked for with the password, or within ten minutes of signing in", async () => {
    const person = await house.signUp();
    clock.now = () => new Date(Date.now() + 11 * 60_000);
    const email = `late-${person.username}@example.com`;
    expect((await change(person, { email })).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    expect((await change(person, { email, password: "wrong password" })).json).toMatchObject({ code: "INVALID_CREDENTIALS" });
    expect((await change(person, { email, password: goodPassword })).status).toBe(200);
    // where there is a second factor, a password alone says too little
    await db().totp.create({ data: { userId: person.id, ciphertext: "", confirmedAt: new Date() } });
    expect((await change(person, { email: `x${email}`, password: goodPassword })).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
  });

  it("that is somebody else's is answered like a free one, for the same work; only its owner is told", async () => {
    const [person, other, third] = [await verified(), await house.signUp(), await verified()];
    const answers: string[] = [];
    const taken = await countWork(async () => answers.push((await change(person, { email: other.email })).text));
    const free = await countWork(async () => answers.push((await change(third, { email: "free@example.com" })).text));
    expect(answers[1]).toBe(answers[0]);
    expect(taken).toEqual(free);
    expect((await mailsTo(other.email)).at(-1)).toMatchObject({ heading: "Your address belongs to another account", token: undefined });
  });

  it("that somebody else has taken in between is refused, and nothing changes", async () => {
    const person = await house.signUp();
    const to = `wanted-${person.username}@example.com`;
    await change(person, { email: to });
    await house.signUp(`wanted-${person.username}`);
    expect((await confirm(await changeLinkTo(to))).json).toMatchObject({ code: "CONFLICT", field: "email" });
    expect(await emailOf(person)).toBe(person.email);
  });

  it("is off once another is asked for, once the password is reset, and after a day", async () => {
    const person = await verified();
    await change(person, { email: "one@example.com" });
    const first = await changeLinkTo("one@example.com");
    await change(person, { email: "two@example.com" });
    expect((await confirm(first)).status).toBe(400);
    await confirm(await changeLinkTo("two@example.com"));
    clock.now = () => new Date(Date.now() + 86_401_000);
    expect((await confirm(await changeLinkTo(person.email))).status).toBe(400);
    expect(await emailOf(person)).toBe(person.email);
  });
});

describe("what is kept about me", () => {
  it("is a file to keep that tells everything and holds no secret", async () => {
    const person = await house.signUp();
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "=cmd()" } })).json as { key: string };
    const { token: personal } = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { token: string };
    const answer = await house.send("GET", "/api/v1/users/me/export", { cookie: person.cookie });
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([200, `attachment; filename="${person.username}.json"`]);
    expect(answer.json).toMatchObject({
      profile: { id: person.id, email: person.email, has_password: true },
      organizations: [{ personal: true, role: "owner" }],
      audit_events_left_out: 0,
    });
    const exported = answer.json as { credentials: { kind: string; name: string }[]; audit_events: { action: string }[]; mails: { subject: string }[] };
    expect(exported.credentials.map(({ kind }) => kind).sort()).toEqual(["api_key", "personal_token", "session"]);
    expect(exported.audit_events.map(({ action }) => action)).toEqual(expect.arrayContaining(["user.registered", "session.started", "api_key.created", "personal_token.created"]));
    expect(exported.mails.length).toBeGreaterThan(0);
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: person.id } });
    for (const secret of [key, personal, person.token, person.refreshToken, passwordHash!, goodPassword]) expect(answer.text).not.toContain(secret);
  });

  it("tells the calls with the person's credentials, let in and refused, and nobody else's", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const make = async ({ token }: Person) => (await house.send("POST", "/api/v1/api-keys", { token, body: { name: "Robot" } })).json as { id: string; key: string };
    const [mine, theirs] = [await make(person), await make(other)];
    for (const { key } of [mine, theirs]) await house.send("GET", "/api/v1/scopes", { apiKey: key });
    await house.send("DELETE", `/api/v1/api-keys/${mine.id}`, { token: person.token });
    await house.send("GET", "/api/v1/scopes", { apiKey: mine.key });
    await callRecorder().flush();
    const answer = await house.send("GET", "/api/v1/users/me/export", { token: person.token });
    const { requests, requests_are_cut } = answer.json as { requests: { credential: { id: string }; target: string; outcome: string; reason?: string }[]; requests_are_cut: boolean };
    const calls = requests.filter(({ credential }) => credential.id === mine.id);
    expect(calls).toMatchObject([{ target: "/api/v1/scopes", outcome: "refused", reason: "REVOKED" }, { target: "/api/v1/scopes", outcome: "allowed" }]);
    expect(requests_are_cut).toBe(false);
    expect(answer.text).not.toContain(theirs.id);
    expect(answer.text).not.toContain(mine.key);
  });

  it("holds nobody else's acts", async () => {
    const [person, other] = [await house.signUp(), await house.signUp()];
    const answer = await house.send("GET", "/api/v1/users/me/export", { token: person.token });
    expect(answer.text).not.toContain(other.id);
    expect(answer.text).not.toContain(other.username);
  });
});

describe("deleting the own account", () => {
  const remove = (person: Person, body?: object) => house.send("DELETE", "/api/v1/users/me", { token: person.token, ...(body && { body }) });
  const organization = async (owner: Person, ...members: [Person, string][]) => {
    const { id } = (await house.send("POST", "/api/v1/organizations", { token: owner.token, body: { name: "Maps" } })).json as { id: string };
    for (const [member, role] of members) await db().membership.create({ data: { organizationId: id, userId: member.id, role } });
    return id;
  };

  it("takes every credential with it at the next request, and all that was kept but the log", async () => {
    const person = await house.signUp();
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Nightly" } })).json as { key: string };
    const answer = await remove(person);
    expect([answer.status, answer.json]).toEqual([200, { success: true }]);
    expect(answer.cookies.join()).toContain("keyhouse.session=; Path=/; Max-Age=0");
    for (const sent of [{ token: person.token }, { cookie: person.cookie }, { apiKey: key }]) expect((await house.send("GET", "/api/v1/auth/verify", sent)).status).toBe(401);
    expect((await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } })).status).toBe(401);
    const left = await Promise.all([db().mail.findMany({ where: { userId: person.id } }), db().singleUseSecret.findMany({ where: { userId: person.id } }), db().signInPlace.findMany({ where: { userId: person.id } }), db().organization.findMany({ where: { personalUserId: person.id } })]);
    expect(left).toEqual([[], [], [], []]);
    expect(await db().auditEvent.findFirst({ where: { action: "user.deleted", actorUserId: person.id } })).toMatchObject({ actorName: person.username });
    expect((await mailsTo(person.email)).map((mail) => mail.heading)).toEqual(["Your account was deleted"]);
  });

  it("needs a sign-in of the last ten minutes", async () => {
    const person = await house.signUp();
    clock.now = () => new Date(Date.now() + 11 * 60_000);
    expect((await remove(person)).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
  });

  it("is refused to the last administrator", async () => {
    expect((await remove(admin)).json).toMatchObject({ code: "LAST_ADMIN" });
  });

  it("waits for a decision about organizations that would be left without an owner: given to a member, or deleted", async () => {
    const [owner, heir, member] = [await house.signUp(), await house.signUp(), await house.signUp()];
    const given = await organization(owner, [heir, "member"]);
    const deleted = await organization(owner, [member, "member"]);
    const refused = await remove(owner);
    expect([refused.status, refused.json]).toMatchObject([409, { code: "LAST_OWNER" }]);
    const half = await remove(owner, { organizations: [{ id: given, transfer_to: heir.id }] });
    expect(half.json).toMatchObject({ code: "LAST_OWNER" });
    expect(await db().membership.findUnique({ where: { organizationId_userId: { organizationId: given, userId: heir.id } } })).toMatchObject({ role: "member" });
    expect((await remove(owner, { organizations: [{ id: given, transfer_to: heir.id }, { id: deleted, delete: true }] })).status).toBe(200);
    expect(await db().membership.findMany({ where: { organizationId: given } })).toMatchObject([{ userId: heir.id, role: "owner" }]);
    expect(await db().organization.findUnique({ where: { id: deleted } })).toBeNull();
    expect(await db().user.count({ where: { id: { in: [heir.id, member.id] } } })).toBe(2);
  });

  it("decides nothing about organizations of others, and gives none to whoever is no member or the person who goes", async () => {
    const [owner, member, stranger] = [await house.signUp(), await house.signUp(), await house.signUp()];
    const id = await organization(owner, [member, "member"]);
    expect((await remove(stranger, { organizations: [{ id, delete: true }] })).status).toBe(404);
    expect((await remove(member, { organizations: [{ id, delete: true }] })).status).toBe(403);
    for (const heir of [stranger.id, owner.id]) expect((await remove(owner, { organizations: [{ id, transfer_to: heir }] })).json).toMatchObject({ code: "VALIDATION_FAILED" });
    const personal = await db().organization.findUniqueOrThrow({ where: { personalUserId: member.id } });
    expect((await remove(owner, { organizations: [{ id: personal.id, delete: true }] })).status).toBe(404);
    expect(await db().user.count({ where: { id: { in: [owner.id, member.id, stranger.id] } } })).toBe(3);
  });

  it("twice at once deletes once", async () => {
    const person = await house.signUp();
    const answers = await Promise.all([remove(person), remove(person), remove(person)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 401, 404]).toContain(status);
  });
});
