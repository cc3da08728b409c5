import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticateSession } from "@/lib/access/authenticate";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { countScopeHolders } from "./count-holders";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp();
});
afterAll(() => house.close());

it("counts living credentials that hold a scope by name, and neither revoked nor expired ones nor those that follow a role", async () => {
  const make = (body: object) => house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "K", ...body } });
  await make({ scopes: ["agents:read", "models:read"] });
  await make({ scopes: ["agents:read"] });
  await make({});
  const revoked = (await make({ scopes: ["agents:read"] })).json as { id: string };
  await house.send("DELETE", `/api/v1/api-keys/${revoked.id}`, { token: admin.token });
  await db().credential.create({ data: { id: newId("key"), kind: "api_key", userId: admin.id, name: "Old", scopes: ["agents:read"], allowedIps: [], expiresAt: new Date(Date.now() - 1000) } });
  const caller = { requestId: newId("req"), ip: undefined, userAgent: undefined };
  const session = await db().credential.findFirstOrThrow({ where: { kind: "session", userId: admin.id } });
  const holders = await countScopeHolders({ ...caller, principal: await authenticateSession(session.id, caller) });
  expect([holders.get("agents:read"), holders.get("models:read"), holders.get("admin")]).toEqual([2, 1, undefined]);
});
