import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { mailsTo } from "@/lib/testing/mailbox";
import { addMember } from "@/lib/testing/organization-samples";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";

type View = { id: string; kind: string; name: string; status: string; owner: { id: string }; scopes?: string[] };

let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
  person = await house.signUp("plain");
});
afterAll(() => house.close());

const path = "/api/v1/credentials";
const post = (route: string, body?: object, by = person) => house.send("POST", `/api/v1${route}`, { token: by.token, ...(body && { body }) });
const list = async (query = "", by = person) => ((await house.send("GET", `${path}${query}`, { token: by.token })).json as { data: View[] }).data;
const status = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status;

async function makeOneOfEach() {
  const key = (await post("/api-keys", { name: "A key" })).json as { id: string; key: string };
  const personal = (await post("/users/me/api-token")).json as { id: string; token: string };
  const long = (await post("/auth/tokens", { name: "A robot" })).json as { api_token: { id: string }; token: string };
  const short = (await post("/auth/token", { username: person.username, password: goodPassword })).json as { data: { id: string; token: string } };
  const app = await connectApp(person);
  return { api_key: [key.id, key.key], personal_token: [personal.id, personal.token], api_token: [long.api_token.id, long.token], access_token: [short.data.id, short.data.token], grant: [app.grantId, app.token] } as Record<string, [string, string]>;
}

describe("200", () => {
  it("everything that can act as me stands in one list, of every kind, without a secret", async () => {
    const made = await makeOneOfEach();
    const answer = await house.send("GET", `${path}?limit=100`, { token: person.token });
    const { data } = answer.json as { data: View[] };
    for (const [kind, [id]] of Object.entries(made)) expect(data.find((one) => one.id === id)).toMatchObject({ kind, status: "active", owner: { id: person.id } });
    expect(data.some(({ kind }) => kind === "session")).toBe(true);
    for (const [, secret] of Object.values(made)) expect(answer.text).not.toContain(secret.slice(-20));
  });

  it("each is paused and resumed by the same call, and acts on its next request", async () => {
    for (const [kind, [id, secret]] of Object.entries(await makeOneOfEach())) {
      const set = (paused: boolean) => house.send("PATCH", `${path}/${id}`, { token: person.token, body: { paused } });
      expect([kind, await status(secret)]).toEqual([kind, 200]);
      expect((await set(true)).json).toMatchObject({ id, status: "paused" });
      expect([kind, await status(secret)]).toEqual([kind, 401]);
      await set(false);
      expect([kind, await status(secret)]).toEqual([kind, 200]);
    }
  });

  it("each is revoked by the same call, and is out of the list", async () => {
    for (const [kind, [id, secret]] of Object.entries(await makeOneOfEach())) {
      expect((await house.send("DELETE", `${path}/${id}`, { token: person.token })).status).toBe(200);
      expect([kind, await status(secret)]).toEqual([kind, 401]);
      expect((await list("?limit=100")).some((one) => one.id === id)).toBe(false);
      expect((await house.send("DELETE", `${path}/${id}`, { token: person.token })).status).toBe(404);
    }
  });

  it("an address limit set here holds for a token of any kind", async () => {
    const { personal_token: [id, token] = ["", ""] } = await makeOneOfEach();
    await house.send("PATCH", `${path}/${id}`, { token: person.token, body: { allowed_ips: ["203.0.113.0/24"] } });
    expect((await house.send("GET", "/api/v1/auth/verify", { token, from: "198.51.100.1" })).json).toMatchObject({ code: "IP_NOT_ALLOWED" });
    expect((await house.send("GET", "/api/v1/auth/verify", { token, from: "203.0.113.9" })).status).toBe(200);
  });

  it("is searched by name and filtered by kind and state", async () => {
    const { json } = await post("/api-keys", { name: "100% of the night" });
    const { id } = json as { id: string };
    expect((await list("?q=100%25%20of")).map((one) => one.id)).toEqual([id]);
    expect(await list("?q=%25nothing%25")).toEqual([]);
    expect((await list("?kind=api_key&status=active")).map((one) => one.id)).toContain(id);
    expect((await list("?kind=session")).every(({ kind }) => kind === "session")).toBe(true);
    expect((await list("?status=paused")).map((one) => one.id)).not.toContain(id);
  });

  it("of an organization: its keys for whoever manages it, their own for its members, of everybody for administrators", async () => {
    const { id } = (await post("/organizations", { name: "Maps" })).json as { id: string };
    const key = (await post("/api-keys", { name: "Of the maps", organization_id: id })).json as { id: string };
    expect((await list(`?organization_id=${id}`)).map((one) => one.id)).toContain(key.id);
    expect((await house.send("GET", `${path}?organization_id=${id}`, { token: (await house.signUp()).token })).status).toBe(404);
    expect((await list("?everybody=true&limit=100", admin)).map((one) => one.id)).toContain(key.id);
  });
});

describe("the view of an organization", () => {
  const setUp = async () => {
    const { id } = (await post("/organizations", { name: "Roads" })).json as { id: string };
    const colleague = await house.signUp();
    await addMember(id, colleague, "member");
    const keys: Record<string, { id: string; key: string }> = {};
    keys["owner"] = (await post("/api-keys", { name: "Of the owner", organization_id: id })).json as { id: string; key: string };
    return { id, colleague, keys };
  };

  it("has the same columns as the own one, and names the organization and whose it is", async () => {
    const { id, keys } = await setUp();
    const of = async (query: string) => (await list(query)).find((one) => one.id === keys["owner"]!.id);
    expect(await of(`?organization_id=${id}`)).toEqual(await of("?limit=100"));
    expect(await of(`?organization_id=${id}`)).toMatchObject({ organization_id: id, organization_name: "Roads", owner: { username: person.username } });
  });

  it("is searched and filtered like the own one", async () => {
    const { id, keys } = await setUp();
    const ids = async (query: string) => (await list(`?organization_id=${id}&${query}`)).map((one) => one.id);
    const key = keys["owner"]!;
    expect(await ids("q=of%20the%20OWNER")).toEqual([key.id]);
    expect(await ids("q=nothing-like-it")).toEqual([]);
    expect(await ids("kind=grant")).toEqual([]);
    await house.send("PATCH", `${path}/${key.id}`, { token: person.token, body: { paused: true } });
    expect(await ids("status=paused&kind=api_key")).toEqual([key.id]);
    expect(await ids("status=active")).toEqual([]);
  });

  it("shows a member their own alone, and lets nobody but owners and admins pause and revoke a key of another", async () => {
    const { id, colleague, keys } = await setUp();
    expect(await list(`?organization_id=${id}`, colleague)).toEqual([]);
    const target = `${path}/${keys["owner"]!.id}`;
    expect((await house.send("PATCH", target, { token: colleague.token, body: { paused: true } })).status).toBe(404);
    expect((await house.send("DELETE", target, { token: colleague.token })).status).toBe(404);
    await db().membership.updateMany({ where: { organizationId: id, userId: colleague.id }, data: { role: "admin" } });
    expect((await list(`?organization_id=${id}`, colleague)).map((one) => one.id)).toEqual([keys["owner"]!.id]);
    expect((await house.send("PATCH", target, { token: colleague.token, body: { paused: true } })).json).toMatchObject({ status: "paused" });
    expect(await status(keys["owner"]!.key)).toBe(401);
    expect((await house.send("DELETE", target, { token: colleague.token })).status).toBe(200);
  });

  it("leaves out what a key does not hold by the policy of its organization", async () => {
    const { id, keys } = await setUp();
    await house.send("PATCH", `/api/v1/organizations/${id}`, { token: person.token, body: { allowed_key_scopes: ["models:read"] } });
    expect((await list(`?organization_id=${id}`)).find((one) => one.id === keys["owner"]!.id)).toMatchObject({ scopes: ["models:read"] });
  });
});

describe("the view of everybody's, for administrators", () => {
  it("is searched by person, name and kind, page by page without a gap", async () => {
    const everybodys = (query: string) => list(`?everybody=true&${query}`, admin);
    const made = await makeOneOfEach();
    for (const [kind, [id]] of Object.entries(made)) expect((await everybodys(`q=${person.username}&kind=${kind}`)).map((one) => one.id)).toContain(id);
    const ids: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { json } = await house.send("GET", `${path}?everybody=true&q=${person.username}&limit=3${cursor && `&cursor=${cursor}`}`, { token: admin.token });
      const page = json as { data: View[]; next_cursor?: string };
      ids.push(...page.data.map((one) => one.id));
      cursor = page.next_cursor;
    }
    expect(ids).toEqual((await everybodys(`q=${person.username}&limit=100`)).map((one) => one.id));
  });

  it("lets them pause, resume and revoke what is somebody's, of every kind; it acts on the next request and its owner is told", async () => {
    for (const [kind, [id, secret]] of Object.entries(await makeOneOfEach())) {
      const set = (paused: boolean) => house.send("PATCH", `${path}/${id}`, { token: admin.token, body: { paused } });
      expect([kind, (await set(true)).json]).toMatchObject([kind, { id, status: "paused" }]);
      expect([kind, await status(secret)]).toEqual([kind, 401]);
      await set(false);
      expect([kind, await status(secret)]).toEqual([kind, 200]);
      expect((await house.send("DELETE", `${path}/${id}`, { token: admin.token })).status).toBe(200);
      expect([kind, await status(secret)]).toEqual([kind, 401]);
    }
    const subjects = (await mailsTo(person.email)).map(({ subject }) => subject);
    for (const act of ["paused access to", "resumed access to", "took back access to"]) expect(subjects).toContain(`An administrator ${act} your account`);
  });

  it("gives them no other say in it, and nobody else any", async () => {
    const { api_key: [id] = [""] } = await makeOneOfEach();
    expect((await house.send("PATCH", `${path}/${id}`, { token: admin.token, body: { paused: true, allowed_ips: null } })).json).toMatchObject({ code: "FORBIDDEN" });
    const stranger = await house.signUp();
    for (const method of ["PATCH", "DELETE"]) expect((await house.send(method, `${path}/${id}`, { token: stranger.token, ...(method === "PATCH" && { body: { paused: true } }) })).status).toBe(404);
    const app = await connectApp(admin, { scopes: ["keys:read", "keys:write"] });
    expect((await house.send("DELETE", `${path}/${id}`, { token: app.token })).status).toBe(404);
  });
});

describe("400", () => {
  it("a session is ended, not paused", async () => {
    const [session] = await list("?kind=session");
    expect((await house.send("PATCH", `${path}/${session!.id}`, { token: person.token, body: { paused: true } })).json).toMatchObject({ code: "VALIDATION_FAILED" });
  });
});

describe("403", () => {
  it("everybody's are for administrators", async () => {
    expect((await house.send("GET", `${path}?everybody=true`, { token: person.token })).json).toMatchObject({ code: "FORBIDDEN", required_role: "admin" });
  });

  it("an app changes neither other apps nor the person's own token", async () => {
    const { grant: [id] = [""], personal_token: [tokenId] = [""] } = await makeOneOfEach();
    const app = await connectApp(person);
    for (const target of [id, tokenId]) expect((await house.send("PATCH", `${path}/${target}`, { token: app.token, body: { paused: true } })).status).toBe(403);
  });
});
