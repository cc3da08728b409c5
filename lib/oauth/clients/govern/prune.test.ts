import { afterAll, beforeAll, expect, it } from "vitest";
import { secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { pruneClients } from "./prune";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp();
});
afterAll(() => house.close());

const day = 86_400;
const old = secondsFromNow(-31 * day);

async function client(more: object = {}): Promise<string> {
  const id = newId("client");
  await db().oauthClient.create({ data: { id, clientId: id, kind: "dynamic", name: "Old", redirectUris: ["http://localhost/cb"], grantTypes: [], responseTypes: [], contacts: [], tokenEndpointAuthMethod: "none", createdAt: old, ...more } });
  return id;
}

async function grant(clientId: string, more: object = {}): Promise<string> {
  const id = newId("grant");
  await db().credential.create({ data: { id, kind: "grant", userId: person.id, name: "Old", clientId, scopes: [], allowedIps: [], expiresAt: secondsFromNow(day), ...more } });
  return id;
}

const stays = async (id: string) => (await db().oauthClient.count({ where: { id } })) === 1;

it("removes clients that registered themselves over 30 days ago and that nobody uses, and never others", async () => {
  const unused = await client();
  const ended = await client();
  await grant(ended, { revokedAt: old });
  await grant(ended, { expiresAt: old });
  const kept = {
    young: await client({ createdAt: secondsFromNow(-29 * day) }),
    byHand: await client({ kind: "registered" }),
    described: await client({ kind: "document", clientId: "https://app.example/c.json" }),
    usedLately: await client({ lastUsedAt: secondsFromNow(-day) }),
    connected: await client(),
    connectedForGood: await client(),
    endedLately: await client(),
    expiredLately: await client(),
    beingAsked: await client(),
    codeUnderWay: await client(),
    deviceUnderWay: await client(),
  };
  await grant(kept.connected);
  await grant(kept.connectedForGood, { expiresAt: null });
  await grant(kept.endedLately, { revokedAt: secondsFromNow(-day) });
  await grant(kept.expiredLately, { expiresAt: secondsFromNow(-day) });
  const soon = secondsFromNow(60);
  const flow = { redirectUri: "http://localhost/cb", codeChallenge: "x", resource: "http://localhost:3000/mcp", scopes: [], expiresAt: soon };
  await db().authorizationRequest.create({ data: { ...flow, hash: "1", clientId: kept.beingAsked, browserHash: "x" } });
  await db().authorizationCode.create({ data: { ...flow, grantExpiresAt: soon, hash: "2", clientId: kept.codeUnderWay, credentialId: await grant(kept.codeUnderWay, { expiresAt: old }) } });
  await db().deviceCode.create({ data: { hash: "3", userCodeHash: "3", clientId: kept.deviceUnderWay, resource: "x", scopes: [], intervalSeconds: 5, expiresAt: soon } });

  expect(await pruneClients()).toBe(2);
  expect([await stays(unused), await stays(ended)]).toEqual([false, false]);
  for (const [why, id] of Object.entries(kept)) expect([why, await stays(id)]).toEqual([why, true]);
  expect(await db().auditEvent.findFirst({ where: { action: "oauth_client.pruned" } })).toMatchObject({ actorKind: "system", detail: { removed: 2 } });
});

it("writes nothing where there is nothing to remove", async () => {
  await pruneClients();
  const before = await db().auditEvent.count();
  expect(await pruneClients()).toBe(0);
  expect(await db().auditEvent.count()).toBe(before);
});

it("never takes a connection away that is made at the same moment", async () => {
  for (let round = 0; round < 30; round++) {
    const ids = await Promise.all(Array.from({ length: 4 }, () => client()));
    const [, ...made] = await Promise.all([pruneClients(), ...ids.map((id) => grant(id).catch(() => undefined))]);
    for (const [index, grantId] of made.entries()) {
      if (grantId !== undefined) expect([await db().credential.count({ where: { id: grantId } }), await stays(ids[index]!)]).toEqual([1, true]);
    }
    await db().oauthClient.deleteMany({ where: { id: { in: ids } } });
  }
});

it("is done by an administrator at once when asked, and by nobody else", async () => {
  const admin = person;
  const other = await house.signUp();
  await client();
  expect((await house.send("POST", "/api/v1/oauth-client-groups/prune", { token: other.token })).status).toBe(403);
  expect((await house.send("POST", "/api/v1/oauth-client-groups/prune", { token: admin.token })).json).toEqual({ removed: 1 });
});
