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

it("a token by exchange is forgotten 30 days after its end; a key that ended as long ago can still be read about", async () => {
  const { id: userId } = await house.signUp();
  const ended = (days: number) => new Date(Date.now() - days * 86_400_000);
  const make = (id: string, kind: string, grantType: string | null, days: number) => db().credential.create({ data: { id, kind, grantType, userId, name: id, expiresAt: ended(days) } });
  await make("tok_old", "grant", "token_exchange", 31);
  await make("tok_new", "grant", "token_exchange", 29);
  await make("key_old", "api_key", null, 400);
  await sweepExpired();
  const left = await db().credential.findMany({ where: { id: { in: ["tok_old", "tok_new", "key_old"] } }, select: { id: true }, orderBy: { id: "asc" } });
  expect(left).toEqual([{ id: "key_old" }, { id: "tok_new" }]);
});
