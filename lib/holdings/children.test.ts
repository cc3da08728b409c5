import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticate } from "@/lib/access/authenticate";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { listChildren } from "./children";
import { listHoldings } from "./list";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
});
afterAll(() => house.close());

const contextOf = async ({ token }: Person): Promise<UserContext> => {
  const caller = { requestId: "req_test", ip: "127.0.0.1", userAgent: undefined };
  return { ...caller, principal: await authenticate(token, caller) };
};
const newKey = async ({ token }: Person) => (await house.send("POST", "/api/v1/api-keys", { token, body: { name: "Agents", scopes: ["agents:read"] } })).json as { id: string; key: string };
async function exchange(subject: string): Promise<string> {
  const fields = { grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: subject, subject_token_type: "urn:ietf:params:oauth:token-type:access_token" };
  const answer = await house.send("POST", "/oauth/token", { raw: new URLSearchParams(fields).toString(), headers: { "content-type": "application/x-www-form-urlencoded" } });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return (answer.json as { access_token: string }).access_token;
}
const childrenOf = (parentId: string) => db().credential.findMany({ where: { parentId } });
const listed = async (person: Person) => ((await house.send("GET", "/api/v1/credentials", { token: person.token })).json as { data: { id: string; parent_id?: string }[] }).data;

it("tokens by exchange stand under what they were made from, and theirs under them; the list says whose children they are", async () => {
  const [person, other] = [await house.signUp(), await house.signUp()];
  const [key, theirs] = [await newKey(person), await newKey(other)];
  await exchange(theirs.key);
  await exchange(await exchange(key.key));
  const roots = await listHoldings(await contextOf(person), { limit: 50, onlyRoots: true });
  expect(roots.rows.map(({ kind }) => kind).sort()).toEqual(["api_key", "session"]);
  const [child, grandchild] = await listChildren(roots.rows);
  expect([child!.parentId, grandchild!.parentId]).toEqual([key.id, child!.id]);
  const all = await listed(person);
  expect(all.map(({ parent_id }) => parent_id).filter(Boolean).sort()).toEqual([key.id, child!.id].sort());
  expect(all).toHaveLength(4);
});

it("with its parent a token by exchange ends for good, and with it what was made from it: no list shows it any more", async () => {
  const person = await house.signUp();
  const key = await newKey(person);
  const token = await exchange(await exchange(key.key));
  expect((await house.send("GET", "/api/v1/auth/verify", { token })).status).toBe(200);
  await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
  expect((await house.send("GET", "/api/v1/auth/verify", { token })).status).toBe(401);
  const [child] = await childrenOf(key.id);
  const [grandchild] = await childrenOf(child!.id);
  for (const ended of [child, grandchild]) expect(ended).toMatchObject({ revokedAt: expect.any(Date), revokedReason: "parent_revoked" });
  expect((await listed(person)).map(({ parent_id }) => parent_id)).toEqual([undefined]);
});

it("a token by exchange is revoked by itself: its parent and its siblings go on", async () => {
  const person = await house.signUp();
  const key = await newKey(person);
  const [one, two] = [await exchange(key.key), await exchange(key.key)];
  const [newest] = await listChildren([key]);
  expect((await house.send("DELETE", `/api/v1/credentials/${newest!.id}`, { token: person.token })).status).toBe(200);
  expect((await house.send("GET", "/api/v1/auth/verify", { token: two })).status).toBe(401);
  for (const living of [{ token: one }, { apiKey: key.key }]) expect((await house.send("GET", "/api/v1/auth/verify", living)).status).toBe(200);
});
