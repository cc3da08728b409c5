import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chainHash } from "@/lib/audit/chain";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let admin: Person;
let person: Person;
beforeEach(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
  person = await house.signUp("plain");
  for (const name of ["one", "two", "three"]) await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name } });
});
afterEach(() => house.close());

const verify = async () => (await house.send("GET", "/api/v1/audit-events/verify", { token: admin.token })).json as { valid: boolean; checked: number; head: { sequence: number; hash: string }; broken?: { sequence: number; reason: string } };

/** What somebody could do who has the database in their hands. */
async function tamper(sql: string): Promise<void> {
  const client = new Client({ connectionString: house.databaseUrl });
  await client.connect();
  await client.query("ALTER TABLE audit_event DISABLE TRIGGER USER");
  await client.query(sql);
  await client.query("ALTER TABLE audit_event ENABLE TRIGGER USER");
  await client.end();
}

describe("the chain of the audit log", () => {
  it("holds over everything that has happened", async () => {
    const report = await verify();
    expect(report).toMatchObject({ valid: true, checked: await db().auditEvent.count() });
    expect(report.head.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("shows an event that was changed", async () => {
    await tamper("UPDATE audit_event SET target_name = 'something else' WHERE sequence = 3");
    expect(await verify()).toMatchObject({ valid: false, checked: 2, broken: { sequence: 3, reason: expect.stringContaining("changed") } });
  });

  it("shows an event that was rewritten together with its hash: the one after it does not follow", async () => {
    const { hash: _hash, previousHash, sequence, occurredAt, ...fields } = await db().auditEvent.findFirstOrThrow({ where: { sequence: 3n } });
    const forged = chainHash(previousHash, { ...fields, targetName: "something else", sequence: Number(sequence), occurredAt: occurredAt.getTime() });
    await tamper(`UPDATE audit_event SET target_name = 'something else', hash = '${forged}' WHERE sequence = 3`);
    expect(await verify()).toMatchObject({ valid: false, checked: 3, broken: { sequence: 4, reason: expect.stringContaining("follow") } });
  });

  it("shows an event that was taken out", async () => {
    await tamper("DELETE FROM audit_event WHERE sequence = 4");
    expect(await verify()).toMatchObject({ valid: false, checked: 3, broken: { sequence: 4, reason: expect.stringContaining("missing") } });
  });

  it("shows that the end was cut off", async () => {
    await tamper("DELETE FROM audit_event WHERE sequence = (SELECT MAX(sequence) FROM audit_event)");
    expect(await verify()).toMatchObject({ valid: false, broken: { reason: expect.stringContaining("ends here") } });
  });

  it("is verified for administrators alone", async () => {
    expect((await house.send("GET", "/api/v1/audit-events/verify", { token: person.token })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "admin" });
  });
});

describe("the export", () => {
  const take = (query: string, by = person) => house.send("GET", `/api/v1/audit-events/export${query}`, { token: by.token });

  it("holds what the list shows to the caller, and nothing of others", async () => {
    const answer = await take("?format=ndjson");
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const events = answer.text.trim().split("\n").map((line) => JSON.parse(line) as { action: string; actor: { user_id?: string } });
    const listed = ((await house.send("GET", "/api/v1/audit-events?limit=100", { token: person.token })).json as { data: unknown[] }).data;
    expect(events).toEqual(listed);
    expect(events.every(({ actor }) => actor.user_id === person.id)).toBe(true);
    expect(((await take("?format=ndjson&action=api_key.")).text.match(/\n/g) ?? []).length).toBe(3);
  });

  it("is safe in a spreadsheet: a name that is a formula stays text", async () => {
    await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: '=HYPERLINK("http://evil.example","x")' } });
    const answer = await take("?format=csv");
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toContain("audit-events.csv");
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  });
});
