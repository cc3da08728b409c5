import { afterAll, beforeAll, expect, it } from "vitest";
import { openGatewayHouse, type GatewayHouse } from "@/lib/testing/gateway-house";

let house: GatewayHouse;
beforeAll(async () => {
  house = await openGatewayHouse({ ENABLE_AUTH: "false" });
  await house.protect({ rules: [{ methods: ["*"], path: "/**", scope: "agents:write" }] });
});
afterAll(() => house.close());

it("with ENABLE_AUTH=false a program on this machine passes as the administrator; a page of another site does not, whatever the method", async () => {
  expect((await house.ask("/api/agents", { method: "POST" })).status).toBe(200);
  expect(house.told[0]!.headers).toMatchObject({ "x-auth-role": "admin", "x-auth-username": "admin" });
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }] as Record<string, string>[]) {
    for (const method of ["GET", "POST"]) expect([method, (await house.ask("/api/agents", { method, headers })).json]).toMatchObject([method, { code: "AUTH_REQUIRED" }]);
  }
  expect((await house.ask("/api/agents", { headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" } })).status).toBe(200);
  expect(house.told.length).toBe(2);
});
