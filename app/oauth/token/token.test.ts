import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { connect, registerClient, type TestClient } from "@/lib/testing/oauth-flow";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
  person = await house.signUp();
  client = await registerClient(house);
});
afterAll(() => house.close());

describe("an access token (RFC 9068)", () => {
  it("carries typ, iss, aud, sub, client_id, scope, jti, iat and exp, and opens the API", async () => {
    const tokens = await connect(house, person, client);
    expect(tokens).toEqual({ access_token: expect.any(String), refresh_token: expect.stringMatching(/^sk_rt_/), token_type: "Bearer", expires_in: 3600, scope: "agents:read keys:read keys:write" });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ iss: "http://localhost:3000", aud: "http://localhost:3000/mcp", sub: person.id, client_id: client.client_id, scope: tokens.scope, jti: expect.any(String), iat: expect.any(Number), exp: expect.any(Number) });
    const me = await house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token });
    expect([me.status, me.json]).toMatchObject([200, { kind: "grant", user: { id: person.id }, scopes: ["agents:read", "keys:read", "keys:write"] }]);
  });
});
