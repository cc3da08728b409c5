import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newKey } from "@/lib/crypto/key-format";
import { finishLater } from "@/lib/later";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { callRecorder } from "@/lib/usage/record/recorder";

let house: House;
let person: Person;
const printed: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stderr, process.stdout]) vi.spyOn(stream, "write").mockImplementation((chunk) => (printed.push(String(chunk)), true));
  house = await openHouse({ LOG_LEVEL: "debug" });
  person = await house.signUp("admin");
});
afterAll(async () => {
  vi.restoreAllMocks();
  await house.close();
});

/** The tables in which the text stands, in any column of any type; bytes are compared in hexadecimal. */
async function tablesWith(text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>("SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')");
    const forms = [text, Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64").replace(/.{0,4}$/, "")];
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`SELECT 1 FROM ${name} AS line WHERE line::text LIKE ANY ($1) LIMIT 1`, [forms.map((form) => `%${form}%`)]);
      if (rowCount) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** All that a key may go through, the mishaps included. */
async function liveThrough(key: string, id: string): Promise<string[]> {
  const call = async (method: string, path: string, sent: object) => (await house.send(method, path, sent)).text;
  const mine = { token: person.token };
  const answers = [
    await call("GET", "/api/v1/auth/verify", { apiKey: key }),
    await call("GET", "/api/v1/auth/verify", { token: key, headers: { "x-api-key": `${key.slice(0, -1)}0` } }),
    await call("POST", "/api/v1/api-keys", { apiKey: key, body: { name: key } }),
    await call("POST", "/api/v1/api-keys/verify", { ...mine, body: { key, path: `/a/${key}`, resource: "not a resource" } }),
    await call("POST", "/oauth/introspect", { ...mine, raw: new URLSearchParams({ token: key }).toString(), headers: { "content-type": "application/x-www-form-urlencoded" } }),
    await call("GET", `/api/v1/forward-auth?token=${key}`, { apiKey: key }),
    await call("GET", "/api/v1/forward-auth", { apiKey: key, headers: { "x-forwarded-uri": `/things/${key}?api_key=${key}` } }),
    await call("GET", `/api/v1/api-keys/${key}`, mine),
    await call("POST", "/api/v1/leaks", { body: { token: key, url: `https://example.com/?k=${key}`, note: `It says ${key}` } }),
  ];
  await finishLater();
  await callRecorder().flush();
  for (const path of [`/api-keys/${id}`, "/api-keys", "/credentials", `/api-keys/${id}/requests`, `/api-keys/${id}/usage`, "/requests", "/audit-events", "/users/me/export", "/mails"]) answers.push(await call("GET", `/api/v1${path}`, mine));
  return answers;
}

it("a key is answered once, when it is made or rotated, and stands nowhere else: in no log line, no table of the database, and no later answer", async () => {
  const made = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Once" }, headers: { "idempotency-key": "once" } })).json as { id: string; key: string };
  const rotated = (await house.send("POST", `/api/v1/api-keys/${made.id}/rotate`, { token: person.token, body: { overlap_seconds: 3600 } })).json as { key: string };
  for (const key of [made.key, rotated.key]) {
    const answers = await liveThrough(key, made.id);
    const random = key.slice(8, 38);
    expect(await tablesWith(random)).toEqual([]);
    expect(printed.filter((line) => line.includes(random))).toEqual([]);
    expect(answers.filter((text) => text.includes(random))).toEqual([]);
  }
});

it("the search does find what is there", async () => {
  await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "in plain sight" } });
  expect(await tablesWith("in plain sight")).toEqual(expect.arrayContaining(["public.credential", "public.audit_event"]));
});

it("what is reported as leaked is kept nowhere either, known or not", async () => {
  const unknown = newKey("sk", "live");
  await house.send("POST", "/api/v1/leaks", { body: { token: unknown, note: unknown } });
  await house.send("POST", "/api/v1/leaks", { body: { token: "a password, by mistake" } });
  await finishLater();
  expect([...(await tablesWith(unknown.slice(8, 38))), ...(await tablesWith("a password, by mistake"))]).toEqual([]);
  expect(printed.filter((line) => line.includes(unknown.slice(8, 38)) || line.includes("a password, by mistake"))).toEqual([]);
});
