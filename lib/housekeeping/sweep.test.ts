import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { sweepExpired } from "./sweep";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("what has ended is deleted, and what lives goes on working", async () => {
  const person = await house.signUp();
  await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" }, headers: { "idempotency-key": "one" } });
  const past = new Date(Date.now() - 1000);
  await db().revokedToken.create({ data: { jti: "old", revokedAt: past, expiresAt: past } });
  await db().revokedToken.create({ data: { jti: "new", revokedAt: past, expiresAt: new Date(Date.now() + 60_000) } });
  await db().idempotencyRecord.create({ data: { id: "old", requestHash: "x", expiresAt: past } });
  await sweepExpired();
  expect(await db().revokedToken.findMany({ select: { jti: true } })).toEqual([{ jti: "new" }]);
  expect(await db().idempotencyRecord.count()).toBe(1);
  expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: person.refreshToken } })).status).toBe(200);
});
