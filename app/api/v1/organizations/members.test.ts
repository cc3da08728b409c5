import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let chief: Person;
beforeAll(async () => {
  house = await openHouse();
  chief = await house.signUp("chief");
});
afterAll(() => house.close());

const patch = (by: Person, id: string, body: object) => house.send("PATCH", `/api/v1/organizations/${id}`, { token: by.token, body });
const remove = (by: Person, id: string, userId: string) => house.send("DELETE", `/api/v1/organizations/${id}/members/${userId}`, { token: by.token });
const newKey = async (by: Person, organization_id: string, body: object = {}) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "K", organization_id, ...body } })).json as { id: string; key: string };
const verify = async (sent: object) => house.send("GET", "/api/v1/auth/verify", sent);

/** An organization of `owner` where `leaver` is admin. */
async function furnish(keysOutlive: boolean, owner?: Person) {
  const [first, leaver] = [owner ?? (await house.signUp()), await house.signUp()];
  const id = await newOrganization(house, first);
  await patch(first, id, { keys_outlive_members: keysOutlive });
  await addMember(id, leaver, "admin");
  return { id, owner: first, leaver };
}

describe.each(["leaves", "is removed", "deletes the account"] as const)("when a member %s", (way) => {
  const go = async (owner: Person, leaver: Person, id: string) => {
    const answer = way === "leaves" ? await remove(leaver, id, leaver.id) : way === "is removed" ? await remove(owner, id, leaver.id) : await house.send("DELETE", `/api/v1/users/${leaver.id}`, { token: chief.token });
    expect(answer.status).toBe(200);
  };

  it("the keys that they made for the organization end with it, and their personal ones are their own affair", async () => {
    const { id, owner, leaver } = await furnish(false);
    const { key } = await newKey(leaver, id);
    const personal = await newKey(leaver, (await house.send("GET", "/api/v1/organizations", { token: leaver.token }).then(({ json }) => json as { data: { id: string; personal: boolean }[] })).data.find((one) => one.personal)!.id);
    expect((await verify({ apiKey: key })).status).toBe(200);
    await go(owner, leaver, id);
    expect((await verify({ apiKey: key })).status).toBe(401);
    expect((await verify({ apiKey: personal.key })).status).toBe(way === "deletes the account" ? 401 : 200);
  });

  it("their keys pass to an owner where the organization says so, and are no stronger there", async () => {
    const { id, owner, leaver } = await furnish(true, chief);
    const { id: keyId, key } = await newKey(leaver, id);
    const before = (await verify({ apiKey: key })).json as { scopes: string[] };
    await go(owner, leaver, id);
    const after = (await verify({ apiKey: key })).json as { scopes: string[]; user: { id: string } };
    expect(after.user.id).toBe(chief.id);
    expect(after.scopes).toEqual(before.scopes);
    expect(after.scopes).not.toContain("agents:write");
    expect((await house.send("GET", `/api/v1/api-keys/${keyId}`, { token: owner.token })).json).toMatchObject({ created_by: { username: "chief" } });
  });

  it("an app that they registered for the organization stays with it, and no longer acts by itself", async () => {
    const { id, owner, leaver } = await furnish(false);
    const body = { client_name: "Maps", organization_id: id, redirect_uris: ["https://maps.example.com/callback"], token_endpoint_auth_method: "client_secret_post", grant_types: ["authorization_code", "client_credentials"] };
    const app = (await house.send("POST", "/api/v1/oauth-clients", { token: leaver.token, body })).json as { id: string; client_id: string; client_secret: string };
    const ask = () => house.send("POST", "/oauth/token", { raw: new URLSearchParams({ grant_type: "client_credentials", client_id: app.client_id, client_secret: app.client_secret }).toString(), headers: { "content-type": "application/x-www-form-urlencoded" } });
    const { access_token } = (await ask()).json as { access_token: string };
    expect(access_token).toBeTruthy();
    await go(owner, leaver, id);
    expect((await ask()).json).toMatchObject({ error: "unauthorized_client" });
    expect((await verify({ token: access_token })).status).toBe(401);
    expect((await house.send("GET", `/api/v1/oauth-clients/${app.id}`, { token: owner.token })).json).toMatchObject({ created_by: { username: owner.username }, grant_types: ["authorization_code", "refresh_token"] });
  });
});

describe("invitations that somebody has sent", () => {
  const open = async (by: Person, id: string) => ((await house.send("GET", `/api/v1/organizations/${id}/invitations?status=pending`, { token: by.token })).json as { data: { email: string }[] }).data.map(({ email }) => email).sort();
  const invite = (by: Person, id: string, email: string, role = "member") => house.send("POST", `/api/v1/organizations/${id}/invitations`, { token: by.token, body: { email, role } });

  it("end when they are removed: nobody leaves a way in for themselves", async () => {
    const { id, owner, leaver } = await furnish(false);
    await invite(leaver, id, "second-me@example.com", "admin");
    await invite(owner, id, "grace@example.com");
    await remove(owner, id, leaver.id);
    expect(await open(owner, id)).toEqual(["grace@example.com"]);
  });

  it("end as far as they go beyond what the person is from now on", async () => {
    const [first, second] = [await house.signUp(), await house.signUp()];
    const id = await newOrganization(house, first);
    await addMember(id, second, "owner");
    await invite(second, id, "one@example.com", "owner");
    await invite(second, id, "two@example.com", "admin");
    await house.send("PATCH", `/api/v1/organizations/${id}/members/${second.id}`, { token: first.token, body: { role: "admin" } });
    expect(await open(first, id)).toEqual(["two@example.com"]);
    await house.send("PATCH", `/api/v1/organizations/${id}/members/${second.id}`, { token: first.token, body: { role: "member" } });
    expect(await open(first, id)).toEqual([]);
  });
});

describe("somebody who left", () => {
  it("sees nothing of the organization any more, and what they had there does not wake up when they come back", async () => {
    const { id, leaver } = await furnish(false);
    const { id: keyId, key } = await newKey(leaver, id);
    const { grantId, token } = await connectApp(leaver);
    await db().credential.update({ where: { id: grantId }, data: { organizationId: id } });
    expect((await verify({ token })).status).toBe(200);
    await remove(leaver, id, leaver.id);
    for (const path of [`organizations/${id}`, `organizations/${id}/members`, `api-keys/${keyId}`]) expect((await house.send("GET", `/api/v1/${path}`, { token: leaver.token })).status).toBe(404);
    await addMember(id, leaver, "admin");
    expect((await verify({ apiKey: key })).status).toBe(401);
    expect((await verify({ token })).status).toBe(401);
  });

  it("needs no scope for leaving, and one for removing somebody else", async () => {
    const { id, owner, leaver } = await furnish(false);
    const third = await house.signUp();
    await addMember(id, third);
    await house.send("PATCH", `/api/v1/users/${leaver.id}`, { token: chief.token, body: { role: "viewer" } });
    expect((await remove(leaver, id, third.id)).json).toMatchObject({ code: "FORBIDDEN", required_scope: "organizations:write" });
    expect((await remove(leaver, id, leaver.id)).status).toBe(200);
    expect((await remove(owner, id, third.id)).status).toBe(200);
  });

  it("is named in the audit log with what became of their keys", async () => {
    const { id, owner, leaver } = await furnish(true);
    await newKey(leaver, id);
    await remove(owner, id, leaver.id);
    const { data } = (await house.send("GET", `/api/v1/audit-events?organization_id=${id}&action=organization_member.removed`, { token: owner.token })).json as { data: object[] };
    expect(data).toMatchObject([{ target: { id: leaver.id, name: leaver.username }, detail: { role: "admin", keys_kept: 1 } }]);
    expect((await house.send("GET", "/api/v1/audit-events?action=organization_member.", { token: leaver.token })).json).toMatchObject({ data: [{ action: "organization_member.removed" }] });
  });
});

it("an id that is no user's is as unknown as one that is not a member's", async () => {
  const { id, owner } = await furnish(false);
  const stranger = await house.signUp();
  for (const userId of [stranger.id, "x", newId("key")]) expect((await remove(owner, id, userId)).status).toBe(404);
});
