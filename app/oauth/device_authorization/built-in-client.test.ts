import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { ask, authorizePath, Browser, refresh, type Parameters, type Tokens } from "@/lib/testing/oauth-flow";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
const client = { client_id: "keyhouse-cli" };
type Started = { device_code: string; user_code: string };

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse({ CLIENT_REGISTRATION: "off" });
  admin = await house.signUp("admin");
});
afterAll(() => house.close());

const start = (fields: Parameters = {}) => ask(house, "/oauth/device_authorization", { ...client, scope: "keys:read", ...fields });
const poll = ({ device_code }: Started) => ask(house, "/oauth/token", { grant_type: deviceGrant, ...client, device_code });

describe("the command line's own client", () => {
  it("is known where registration is off, and is one row and one audit event also when many ask for it first", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await db().oauthClient.count({ where: { clientId: client.client_id } })).toBe(1);
    expect(await db().auditEvent.count({ where: { action: "oauth_client.registered" } })).toBe(1);
  });

  it("gets tokens of whoever approves, for the REST API, and refreshes them", async () => {
    const started = (await start({ resource: "http://localhost:3000/api/v1" })).json as Started;
    await new Browser(house, admin).post("/device/submit", { user_code: started.user_code, account: admin.id, decision: "allow", scope: "keys:read" });
    const tokens = (await poll(started)).json as Tokens;
    const fresh = (await refresh(house, client, tokens.refresh_token)).json as Tokens;
    expect((await house.send("GET", "/api/v1/users/me", { token: fresh.access_token })).json).toMatchObject({ id: admin.id });
  });

  it("leads no browser anywhere: it has no redirect address, and is not for the authorization code", async () => {
    const answer = await new Browser(house, admin).get(authorizePath(client));
    expect(answer.headers.get("location") ?? "").not.toContain("app.example.com");
    expect((await db().oauthClient.findUniqueOrThrow({ where: { clientId: client.client_id } })).redirectUris).toEqual([]);
    expect(await db().authorizationRequest.count()).toBe(0);
  });

  it("is shown to administrators as built in, and is refused from the next request on when one blocks it", async () => {
    const groups = (await house.send("GET", "/api/v1/oauth-client-groups?kind=built_in", { token: admin.token })).json as { data: { client_name: string; members: { id: string }[] }[] };
    expect(groups.data).toMatchObject([{ client_name: "Keyhouse CLI", kind: "built_in" }]);
    const { id } = groups.data[0]!.members[0]!;
    expect((await house.send("POST", `/api/v1/oauth-clients/${id}/block`, { token: admin.token, body: {} })).status).toBe(200);
    expect((await start()).json).toMatchObject({ error: "unauthorized_client" });
  });
});
