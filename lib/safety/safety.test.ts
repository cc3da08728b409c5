import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Finding, FindingKind, SafetySummary } from "@/lib/contract/safety";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { tagOf } from "@/lib/tags";
import { connectApp } from "@/lib/testing/connect-app";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { callRecorder } from "@/lib/usage/record/recorder";
import { useRecorder } from "@/lib/usage/record-use";

let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
});
beforeEach(async () => void (person = await house.signUp()));
afterAll(() => house.close());

const path = "/api/v1/safety";
type Page = { data: Finding[]; summary: SafetySummary; next_cursor?: string };
const look = async (query = "", by = person) => (await house.send("GET", `${path}${query}`, { token: by.token })).json as Page;
const kindsOf = async (id: string, query = "", by = person) => (await look(`${query || "?"}&limit=100`, by)).data.filter(({ credential }) => credential.id === id).map(({ kind }) => kind);
const find = async (id: string, kind: FindingKind, query = "?", by = person) => (await look(`${query}&limit=100`, by)).data.find((one) => one.credential.id === id && one.kind === kind)!;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const aYear = 365 * 86_400;
type Key = { id: string; key: string };
/** A key with an end that was made some days ago: nothing is to be found about it. */
async function makeKey(body: object = {}, days = 20, by = person): Promise<Key> {
  const { json } = await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "A key", expires_in: aYear, ...body } });
  const key = json as Key;
  await db().credential.update({ where: { id: key.id }, data: { createdAt: daysAgo(days) } });
  return key;
}
const patch = (id: string, body: unknown, by = person) => house.send("PATCH", `/api/v1/credentials/${id}`, { token: by.token, body });
async function use({ key }: Key, path = "/api/v1/scopes", ...addresses: string[]) {
  for (const from of addresses.length > 0 ? addresses : ["192.0.2.10"]) await house.send("GET", path, { apiKey: key, from });
  await Promise.all([callRecorder().flush(), useRecorder().flush()]);
}

/** Does the first thing that is offered about a finding. */
async function repair({ credential: { id }, repairs }: Finding, by = person): Promise<void> {
  const [first] = repairs;
  const answer =
    first?.action === "retire_old_secret"
      ? await house.send("POST", `/api/v1/api-keys/${id}/retire-previous`, { token: by.token })
      : first?.change
        ? await patch(id, first.change, by)
        : await house.send("DELETE", `/api/v1/credentials/${id}`, { token: by.token });
  expect(answer.status).toBe(200);
}

/** How each finding comes about. */
const makers: Partial<Record<FindingKind, () => Promise<Key>>> = {
  never_expires: () => makeKey({ expires_in: undefined }),
  unused: () => makeKey({}, 91),
  expires_soon: async () => {
    const key = await makeKey({ expires_in: 5 * 86_400, scopes: ["keys:read"], allowed_ips: ["192.0.2.0/24"] }, 80);
    await use(key);
    return key;
  },
  unused_scopes: async () => {
    const key = await makeKey({ scopes: ["keys:read", "organizations:read"], allowed_ips: ["192.0.2.0/24"] });
    await use(key, "/api/v1/api-keys");
    return key;
  },
  no_address_limit: async () => {
    const key = await makeKey({ scopes: ["keys:read"] });
    await use(key, "/api/v1/api-keys", "192.0.2.10", "2001:db8::7");
    return key;
  },
  many_networks: async () => {
    const key = await makeKey({ scopes: ["keys:read"] });
    await use(key, "/api/v1/api-keys", ...Array.from({ length: 10 }, (_, network) => `192.0.${network}.10`));
    return key;
  },
  old_secret_in_use: async () => {
    const key = await makeKey({ scopes: ["keys:read"], allowed_ips: ["192.0.2.0/24"] });
    await house.send("POST", `/api/v1/api-keys/${key.id}/rotate`, { token: person.token, body: { overlap_seconds: 3600 } });
    await use(key, "/api/v1/api-keys");
    return key;
  },
  leaked: async () => {
    const key = await makeKey();
    await db().credential.update({ where: { id: key.id }, data: { leakedAt: new Date(), pausedAt: new Date() } });
    return key;
  },
  seen_in_url: async () => {
    const key = await makeKey();
    await db().credential.update({ where: { id: key.id }, data: { seenInUrlAt: new Date() } });
    return key;
  },
};

describe("each finding", () => {
  it.each(Object.keys(makers) as FindingKind[])("%s appears, and is gone after the one act that is offered", async (kind) => {
    const { id } = await makers[kind]!();
    expect(await kindsOf(id)).toEqual([kind]);
    const finding = await find(id, kind);
    expect(finding.found).toMatch(/^[A-Z0-9].*\.$/);
    expect(finding.repairs.length).toBeGreaterThan(0);
    await repair(finding);
    expect(await kindsOf(id)).not.toContain(kind);
  });

  it.each(["never_expires", "expires_soon", "unused_scopes", "no_address_limit", "many_networks"] as const)("%s comes back where the repair is taken back", async (kind) => {
    const { id } = await makers[kind]!();
    const finding = await find(id, kind);
    await repair(finding);
    expect((await patch(id, finding.repairs[0]!.undo)).status).toBe(200);
    expect(await kindsOf(id)).toContain(kind);
  });
});

it("nothing is found about a key with an end, an address limit and no more scopes than it uses, nor about one that was just made", async () => {
  const key = await makeKey({ scopes: ["keys:read"], allowed_ips: ["192.0.2.0/24"] });
  await use(key, "/api/v1/api-keys");
  const fresh = await makeKey({}, 0);
  await use(fresh);
  expect([await kindsOf(key.id), await kindsOf(fresh.id)]).toEqual([[], []]);
  expect((await look()).summary).toMatchObject({ open: 0, dismissed: 0, kinds: [] });
});

it("what is proposed is exactly what was seen: the scopes that calls needed, the addresses that they came from", async () => {
  const narrowed = await find((await makers.unused_scopes!()).id, "unused_scopes");
  expect(narrowed).toMatchObject({ scopes: ["organizations:read"], repairs: [{ action: "narrow_scopes", change: { scopes: ["keys:read"] }, undo: { scopes: ["keys:read", "organizations:read"] } }] });
  expect(narrowed.repairs[0]!.effect).toBe("It keeps keys:read, and loses organizations:read. A call that needs more is refused with 403.");
  const held = await find((await makers.no_address_limit!()).id, "no_address_limit");
  expect(held.repairs).toMatchObject([{ change: { allowed_ips: ["192.0.2.10", "2001:db8::7"] }, undo: { allowed_ips: null } }]);
});

it("a key that follows its owner's role is narrowed to what it used, and follows the role again when that is undone", async () => {
  const key = await makeKey({ allowed_ips: ["192.0.2.0/24"] });
  await use(key, "/api/v1/api-keys");
  await db().credential.update({ where: { id: key.id }, data: { scopes: [], scopesFollowRole: true } });
  const finding = await find(key.id, "unused_scopes");
  expect(finding.repairs[0]).toMatchObject({ change: { scopes: ["keys:read"] }, undo: { scopes: null } });
  await repair(finding);
  expect((await patch(key.id, finding.repairs[0]!.undo)).json).toMatchObject({ scopes_follow_role: true });
});

it("holding x:write counts x:read as used where calls needed to write", async () => {
  const key = await makeKey({ scopes: ["keys:read", "keys:write"], allowed_ips: ["192.0.2.0/24"] });
  await db().credentialScopeUse.create({ data: { credentialId: key.id, scope: "keys:write", firstUsedAt: new Date(), lastUsedAt: new Date(), calls: 1 } });
  expect(await kindsOf(key.id)).toEqual([]);
});

it("who still calls with the old secret is shown", async () => {
  const { id } = await makers.old_secret_in_use!();
  expect(await find(id, "old_secret_in_use")).toMatchObject({ callers: [{ ip: "192.0.2.10" }], repairs: [{ action: "retire_old_secret" }] });
});

it("a connected app and a personal token are looked at as well; a session is not", async () => {
  const personal = (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { id: string };
  const app = await connectApp(person);
  await db().credential.update({ where: { id: app.grantId }, data: { createdAt: daysAgo(91), expiresAt: daysAgo(-10) } });
  expect([await kindsOf(personal.id), await kindsOf(app.grantId)]).toEqual([["never_expires"], ["unused"]]);
  const { data, summary } = await look();
  expect(summary.checked).toBe(2);
  expect(data.some(({ credential }) => credential.kind === "session")).toBe(false);
});

describe("a proposed end", () => {
  it("keeps to the longest lifetime that the organization allows", async () => {
    const { id: organization_id } = (await house.send("POST", "/api/v1/organizations", { token: person.token, body: { name: "Maps" } })).json as { id: string };
    const key = await makeKey({ organization_id, expires_in: undefined }, 10);
    await db().organization.update({ where: { id: organization_id }, data: { longestKeyLifetimeSeconds: 30 * 86_400 } });
    const finding = await find(key.id, "never_expires");
    expect(finding.repairs[0]!.label).toBe("Expire in 20 days");
    await repair(finding);
    expect(await kindsOf(key.id)).toEqual([]);
  });

  it("is not later than the one that a signed token carries", async () => {
    const { api_token } = (await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "Robot", expires_in: 5 * 86_400 } })).json as { api_token: { id: string } };
    await db().credential.update({ where: { id: api_token.id }, data: { createdAt: daysAgo(80) } });
    expect((await find(api_token.id, "expires_soon")).repairs).toEqual([]);
    expect((await patch(api_token.id, { expires_in: 90 * 86_400 })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "expires_in" }] });
    expect((await patch(api_token.id, { expires_in: null })).status).toBe(400);
    expect((await patch(api_token.id, { expires_in: 86_400 })).status).toBe(200);
  });
});

it("a personal token can be given an end; past it the token is refused, and a new one takes its place", async () => {
  const make = async () => (await house.send("POST", "/api/v1/users/me/api-token", { token: person.token })).json as { id: string; token: string };
  const state = async () => (await house.send("GET", "/api/v1/users/me/api-token", { token: person.token })).json as { expires_at?: string };
  const { id, token } = await make();
  expect((await state()).expires_at).toBeUndefined();
  await repair(await find(id, "never_expires"));
  expect(Date.parse((await state()).expires_at!)).toBeGreaterThan(daysAgo(-89).getTime());
  await db().credential.update({ where: { id }, data: { expiresAt: daysAgo(1) } });
  await changeFeed().publish([tagOf.credential(id)]);
  expect((await house.send("GET", "/api/v1/auth/verify", { token })).json).toMatchObject({ code: "TOKEN_EXPIRED" });
  expect((await patch(id, { expires_in: 60 })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "expires_in" }] });
  const next = await make();
  expect((await house.send("GET", "/api/v1/auth/verify", { token: next.token })).status).toBe(200);
  expect((await state()).expires_at).toBeUndefined();
});

describe("what is meant to be so", () => {
  const dismiss = (id: string, kind: string, method = "PUT", by = person) => house.send(method, `/api/v1/credentials/${id}/dismissed-findings/${kind}`, { token: by.token });

  it("is not shown any more, and is shown again when that is taken back; both are in the audit log", async () => {
    const { id } = await makeKey({ expires_in: undefined });
    expect((await dismiss(id, "never_expires")).status).toBe(200);
    const { data, summary } = await look("?dismissed=true");
    expect([await kindsOf(id), summary.open, summary.dismissed]).toEqual([[], 0, 1]);
    expect(data).toMatchObject([{ kind: "never_expires", dismissed: { by: person.username }, repairs: [] }]);
    expect((await dismiss(id, "never_expires", "DELETE")).status).toBe(200);
    expect(await kindsOf(id)).toEqual(["never_expires"]);
    expect((await dismiss(id, "never_expires", "DELETE")).status).toBe(404);
    const events = await db().auditEvent.findMany({ where: { targetId: id, action: { startsWith: "api_key.finding" } }, orderBy: { sequence: "asc" } });
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([["api_key.finding_dismissed", { finding: "never_expires" }], ["api_key.finding_restored", { finding: "never_expires" }]]);
  });

  it("is shown again when what it spoke of has changed: another end that comes near, another rotation", async () => {
    const soon = await makers.expires_soon!();
    await dismiss(soon.id, "expires_soon");
    expect(await kindsOf(soon.id)).toEqual([]);
    await db().credential.update({ where: { id: soon.id }, data: { expiresAt: daysAgo(-13) } });
    await db().safetyDismissal.updateMany({ where: { credentialId: soon.id }, data: { dismissedAt: daysAgo(10) } });
    expect(await kindsOf(soon.id)).toEqual(["expires_soon"]);
  });

  it("is nobody else's to say: foreign and unknown credentials and unknown findings answer alike", async () => {
    const { id } = await makeKey({ expires_in: undefined });
    const stranger = await house.signUp();
    const answers = [await dismiss(id, "never_expires", "PUT", stranger), await dismiss("key_unknown", "never_expires", "PUT", stranger), await dismiss(id, "nonsense"), await dismiss(id, "leaked")];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await kindsOf(id)).toEqual(["never_expires"]);
  });
});

describe("foreign credentials", () => {
  it("never appear: strangers see nothing of each other, members only their own, and everybody's only an administrator", async () => {
    const { id: organization_id } = (await house.send("POST", "/api/v1/organizations", { token: person.token, body: { name: "Maps" } })).json as { id: string };
    const key = await makeKey({ organization_id, expires_in: undefined });
    const member = await house.signUp();
    await db().membership.create({ data: { organizationId: organization_id, userId: member.id, role: "member" } });
    const stranger = await house.signUp();
    const of = `?organization_id=${organization_id}`;
    expect(await kindsOf(key.id, of)).toEqual(["never_expires"]);
    expect([await kindsOf(key.id, of, member), await kindsOf(key.id, "", member), await kindsOf(key.id, "", stranger)]).toEqual([[], [], []]);
    expect((await house.send("GET", `${path}${of}`, { token: stranger.token })).status).toBe(404);
    expect((await house.send("GET", `${path}?everybody=true`, { token: stranger.token })).json).toMatchObject({ code: "FORBIDDEN", required_role: "admin" });
    expect(await kindsOf(key.id, "?everybody=true", admin)).toEqual(["never_expires"]);
    expect(await kindsOf(key.id, "", admin)).toEqual([]);
  });

  it("of a suspended owner are found by whoever manages the organization and by administrators, and nothing else is said of them", async () => {
    const { id: organization_id } = (await house.send("POST", "/api/v1/organizations", { token: person.token, body: { name: "Maps" } })).json as { id: string };
    const member = await house.signUp();
    await db().membership.create({ data: { organizationId: organization_id, userId: member.id, role: "admin" } });
    const key = await makeKey({ organization_id, expires_in: undefined }, 20, member);
    await db().user.update({ where: { id: member.id }, data: { suspendedAt: new Date() } });
    expect(await kindsOf(key.id, "?everybody=true", admin)).toEqual(["owner_suspended"]);
    const finding = await find(key.id, "owner_suspended", `?organization_id=${organization_id}`);
    expect(finding.repairs.map(({ action }) => action)).toEqual(["revoke"]);
    await repair(finding);
    expect(await kindsOf(key.id, "?everybody=true", admin)).toEqual([]);
  });
});

describe("nobody is offered what would be refused", () => {
  it("a key sees findings and no repair; a viewer may end what is theirs and change nothing", async () => {
    const reader = await makeKey({ scopes: ["keys:read"], expires_in: undefined });
    const { data } = (await house.send("GET", path, { apiKey: reader.key })).json as Page;
    expect(data.map(({ repairs, may_dismiss }) => [repairs, may_dismiss])).toEqual([[[], false]]);
    await db().user.update({ where: { id: person.id }, data: { role: "viewer" } });
    const { token } = (await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } })).json as { token: string };
    const seen = (await house.send("GET", path, { token })).json as Page;
    expect(seen.data.map(({ repairs, may_dismiss }) => [repairs.map(({ action }) => action), may_dismiss])).toEqual([[["revoke"], false]]);
    expect((await house.send("DELETE", `/api/v1/credentials/${reader.id}`, { token })).status).toBe(200);
  });

  it("an administrator may only revoke what belongs to somebody else", async () => {
    const { id } = await makeKey({ expires_in: undefined });
    const finding = await find(id, "never_expires", "?everybody=true", admin);
    expect([finding.repairs.map(({ action }) => action), finding.may_dismiss]).toEqual([["revoke"], false]);
    expect((await house.send("DELETE", `/api/v1/users/${person.id}/credentials/${id}`, { token: admin.token })).status).toBe(200);
  });
});

it("pages hold every finding once, the most pressing first, and the summary counts all of them", async () => {
  const ids = [await makers.unused!(), await makers.never_expires!(), await makers.leaked!(), await makers.never_expires!()].map(({ id }) => id);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await look(`?limit=1${cursor ? `&cursor=${cursor}` : ""}`);
    expect(page.summary).toMatchObject({ checked: 4, open: 4, kinds: [{ kind: "leaked", open: 1 }, { kind: "never_expires", open: 2 }, { kind: "unused", open: 1 }] });
    seen.push(...page.data.map(({ kind, credential }) => `${kind} ${credential.id}`));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual([`leaked ${ids[2]}`, `never_expires ${ids[3]}`, `never_expires ${ids[1]}`, `unused ${ids[0]}`]);
  expect((await look("?kind=unused")).data).toHaveLength(1);
});
