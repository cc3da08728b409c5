import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let chief: Person;
let owner: Person;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  chief = await house.signUp("chief");
  owner = await house.signUp();
});
afterAll(() => house.close());

const day = 86_400;
const keys = (body: object) => house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "K", organization_id: id, ...body } });
const setPolicy = (body: object) => house.send("PATCH", `/api/v1/organizations/${id}`, { token: owner.token, body });
const scopesOf = async (apiKey: string) => ((await house.send("GET", "/api/v1/auth/verify", { apiKey })).json as { scopes: string[] }).scopes;

describe("a policy for keys", () => {
  it("of a longest lifetime refuses a key that lives longer or has no end, and says so at the field", async () => {
    id = await newOrganization(house, owner);
    await setPolicy({ longest_key_lifetime_seconds: 90 * day });
    for (const body of [{}, { expires_in: 91 * day }]) {
      const answer = await keys(body);
      expect([answer.status, answer.json]).toMatchObject([400, { code: "VALIDATION_FAILED", issues: [{ path: "expires_in", message: "must be at most 7776000 seconds (90 days): Acme lets no key live longer" }] }]);
    }
    expect((await keys({ expires_in: 90 * day })).status).toBe(201);
    await setPolicy({ longest_key_lifetime_seconds: null });
    expect((await keys({})).status).toBe(201);
  });

  it("of required addresses refuses a key from anywhere, and lifting a key's addresses", async () => {
    id = await newOrganization(house, owner);
    await setPolicy({ key_addresses_required: true });
    expect((await keys({})).json).toMatchObject({ issues: [{ path: "allowed_ips", message: expect.stringContaining("must be given") }] });
    const { id: key } = (await keys({ allowed_ips: ["192.0.2.0/24"] })).json as { id: string };
    expect((await house.send("PATCH", `/api/v1/api-keys/${key}`, { token: owner.token, body: { allowed_ips: null } })).json).toMatchObject({ issues: [{ path: "allowed_ips" }] });
    expect((await house.send("PATCH", `/api/v1/api-keys/${key}`, { token: owner.token, body: { allowed_ips: ["192.0.2.7"] } })).status).toBe(200);
  });

  it("of allowed scopes refuses others by name, and gives a key that names none what is allowed", async () => {
    id = await newOrganization(house, owner);
    await setPolicy({ allowed_key_scopes: ["conversations:write"] });
    expect((await keys({ scopes: ["conversations:read", "agents:read"] })).json).toMatchObject({ issues: [{ path: "scopes", message: "may not hold agents:read: Acme allows its keys conversations:write" }] });
    expect((await keys({ scopes: ["conversations:read"] })).json).toMatchObject({ scopes: ["conversations:read"] });
    expect((await keys({})).json).toMatchObject({ scopes: ["conversations:read", "conversations:write"] });
  });

  it("narrows a key that an app makes without naming scopes, instead of refusing it", async () => {
    id = await newOrganization(house, owner);
    await setPolicy({ allowed_key_scopes: ["keys:read"] });
    const { token } = await connectApp(owner);
    const made = await house.send("POST", "/api/v1/api-keys", { token, body: { name: "By an app", organization_id: id } });
    expect(made.json).toMatchObject({ scopes: ["keys:read"] });
  });

  it("acts on the next request of keys that were made before, as far as their scopes go; the rest is shown as outside the policy", async () => {
    id = await newOrganization(house, owner);
    const { id: keyId, key } = (await keys({ scopes: ["agents:read", "conversations:write"] })).json as { id: string; key: string };
    expect(await scopesOf(key)).toEqual(["agents:read", "conversations:write"]);
    await setPolicy({ allowed_key_scopes: ["conversations:read"], longest_key_lifetime_seconds: day, key_addresses_required: true });
    expect(await scopesOf(key)).toEqual(["conversations:read"]);
    const shown = await house.send("GET", `/api/v1/api-keys/${keyId}`, { token: owner.token });
    expect(shown.json).toMatchObject({ scopes: ["conversations:read"], outside_policy: ["scopes", "expires_in", "allowed_ips"] });
    const renamed = await house.send("PATCH", `/api/v1/api-keys/${keyId}`, { token: owner.token, body: { name: "Renamed", paused: true } });
    expect(renamed.status).toBe(200);
    await setPolicy({ allowed_key_scopes: null, longest_key_lifetime_seconds: null, key_addresses_required: false });
    await house.send("PATCH", `/api/v1/api-keys/${keyId}`, { token: owner.token, body: { paused: false } });
    expect(await scopesOf(key)).toEqual(["agents:read", "conversations:write"]);
    expect((await house.send("GET", `/api/v1/api-keys/${keyId}`, { token: owner.token })).json).not.toHaveProperty("outside_policy");
  });

  it("gives nobody anything: what a policy allows is still within the role of whoever made the key", async () => {
    id = await newOrganization(house, owner);
    await setPolicy({ allowed_key_scopes: ["admin"] });
    expect((await keys({ scopes: ["agents:write"] })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "agents:write" });
  });

  it("holds for keys of its organization alone", async () => {
    id = await newOrganization(house, chief);
    await house.send("PATCH", `/api/v1/organizations/${id}`, { token: chief.token, body: { allowed_key_scopes: ["models:read"] } });
    const made = await house.send("POST", "/api/v1/api-keys", { token: chief.token, body: { name: "Personal", scopes: ["agents:write"] } });
    expect([made.status, made.json]).toMatchObject([201, { scopes: ["agents:write"] }]);
  });
});
