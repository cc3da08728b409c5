import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { changeFeed } from "@/lib/db/change-feed";
import { tagOf } from "@/lib/tags";
import { askMcp, toolCall } from "@/lib/testing/ask-mcp";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { connectEarlierClient, connectModernClient } from "@/lib/testing/mcp-clients";
import { tools } from "./tools/all";

let house: House;
let admin: Person;
let person: Person;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp();
  person = await house.signUp();
});
afterAll(() => house.close());

const revisions = [
  ["the 2.x client (2026-07-28)", connectModernClient],
  ["the 1.x client (2025-11-25)", connectEarlierClient],
] as const;
type Client = Pick<Awaited<ReturnType<typeof connectModernClient>>, "listTools" | "callTool" | "listResources" | "readResource" | "listPrompts" | "getPrompt" | "close">;
type Result = { isError?: boolean; content: { type: string; text: string }[]; structuredContent?: Record<string, unknown> };

const connect = (make: (token: string) => Promise<unknown>, token: string) => make(token) as Promise<Client>;
const call = (client: Client, name: string, args: Record<string, unknown> = {}) => client.callTool({ name, arguments: args }) as unknown as Promise<Result>;

describe.each(revisions)("%s", (_title, make) => {
  it("makes, finds, changes and revokes a key, and reads of it in the audit log", async () => {
    const { token, grantId } = await connectApp(person);
    const client = await connect(make, token);
    expect((await call(client, "whoami")).structuredContent).toMatchObject({ id: person.id, username: person.username });

    const created = await call(client, "create_api_key", { name: "Nightly import", scopes: ["keys:read"], expires_in: 3600 });
    const { id, key } = created.structuredContent as { id: string; key: string };
    expect(key).toMatch(/^sk_live_/);
    expect((await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).status).toBe(200);

    const listed = await call(client, "list_api_keys", { limit: 100 });
    expect(listed.structuredContent).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ id, name: "Nightly import" })]) });
    expect(JSON.stringify(listed)).not.toContain(key);
    expect((await call(client, "get_api_key", { id })).structuredContent).toMatchObject({ id, scopes: ["keys:read"] });

    expect((await call(client, "update_api_key", { id, paused: true })).structuredContent).toMatchObject({ status: "paused" });
    expect((await call(client, "revoke_api_key", { id })).structuredContent).toEqual({ success: true });
    expect((await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).status).toBe(401);

    const log = (await call(client, "search_audit_log", { action: "api_key.", target_id: id })).structuredContent as { data: { action: string; actor: object }[] };
    expect(log.data.map(({ action }) => action)).toEqual(["api_key.revoked", "api_key.updated", "api_key.created"]);
    expect(log.data[0]!.actor).toMatchObject({ user_id: person.id, credential_id: grantId });
    await client.close();
  });

  it("sees, narrows and disconnects another app, and can disconnect itself", async () => {
    const [own, other] = [await connectApp(person), await connectApp(person)];
    const client = await connect(make, own.token);
    const { data } = (await call(client, "list_connected_apps", { limit: 100 })).structuredContent as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining([own.grantId, other.grantId]));
    expect((await call(client, "update_connected_app", { id: other.grantId, scopes: ["audit:read"] })).structuredContent).toMatchObject({ scopes: ["audit:read"] });
    expect((await askMcp({ token: other.token, body: toolCall("list_api_keys") })).status).toBe(403);
    expect((await call(client, "disconnect_app", { id: other.grantId })).structuredContent).toEqual({ success: true });
    expect((await askMcp({ token: other.token })).status).toBe(401);
    expect((await call(client, "disconnect_app", { id: own.grantId })).structuredContent).toEqual({ success: true });
    await expect(call(client, "whoami")).rejects.toThrow();
    await client.close().catch(() => undefined);
  });

  it("is told with the secret itself that it is shown this once", async () => {
    const { token } = await connectApp(person);
    const client = await connect(make, token);
    const { content, structuredContent } = await call(client, "create_api_key", { name: "Once" });
    expect(content[0]!.text).toMatch(/shown this once and cannot be read again/);
    const { id, key } = structuredContent as { id: string; key: string };
    expect(JSON.stringify(await call(client, "get_api_key", { id }))).not.toContain(key);
    await client.close();
  });

  it("answers every listing tool as the route behind it declares", async () => {
    const client = await connect(make, (await connectApp(person)).token);
    for (const name of ["show_connection", "list_scopes", "list_organizations", "list_sessions", "list_api_keys", "list_connected_apps", "search_audit_log"]) {
      const result = await call(client, name);
      const { route } = tools.find((tool) => tool.name === name)!;
      expect(result.isError, name).toBeFalsy();
      expect(route.response.safeParse(result.structuredContent).success, name).toBe(true);
      expect(JSON.parse(result.content.at(-1)!.text)).toEqual(result.structuredContent);
    }
    await client.close();
  });

  it("is told in words and by code what was wrong with its arguments, and nothing happens", async () => {
    const client = await connect(make, (await connectApp(person)).token);
    const results = await Promise.all([
      call(client, "create_api_key", {}),
      call(client, "create_api_key", { name: "x", scopes: ["users:write"] }),
      call(client, "create_api_key", { name: "x", surprise: true }),
      call(client, "update_api_key", { id: "key_unknown", name: "x" }),
      call(client, "get_api_key", { id: "key_unknown" }),
    ]);
    expect(results.every(({ isError }) => isError)).toBe(true);
    expect(results[0]!.content[0]!.text).toMatch(/name/);
    expect(results[1]!.content[0]!.text).toMatch(/"code":"FORBIDDEN"/);
    expect(results[2]!.content[0]!.text).toMatch(/surprise/);
    expect(results[3]!.content[0]!.text).toMatch(/"code":"NOT_FOUND".*"request_id":"req_/);
    await client.close();
  });

  it("reads resources and gets prompts", async () => {
    const client = await connect(make, (await connectApp(person)).token);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri).toSorted()).toEqual(["keyhouse://calling-the-api", "keyhouse://me", "keyhouse://scopes"]);
    const [me] = (await client.readResource({ uri: "keyhouse://me" })).contents as { text: string }[];
    expect(JSON.parse(me!.text)).toMatchObject({ id: person.id });
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(["review_my_keys", "make_a_key"]);
    const { messages } = await client.getPrompt({ name: "make_a_key", arguments: { purpose: "reading agents at night" } });
    expect(JSON.stringify(messages)).toContain("reading agents at night");
    await expect(client.readResource({ uri: "keyhouse://elsewhere" })).rejects.toThrow();
    await client.close();
  });
});

describe("which tools a caller sees", () => {
  const names = async (token: string) => {
    const client = await connectModernClient(token);
    const { tools: listed } = await client.listTools();
    await client.close();
    return listed.map(({ name }) => name);
  };

  it("all that it may use, and those that it could after widening the connection", async () => {
    const developer = await house.signUp();
    await house.send("PATCH", `/api/v1/users/${developer.id}`, { token: admin.token, body: { role: "developer" } });
    expect(await names((await connectApp(developer, { scopes: ["keys:read"] })).token)).toEqual(tools.map(({ name }) => name));
  });

  it("none that the person's role may never hold", async () => {
    expect(await names((await connectApp(person)).token)).not.toContain("verify_credential");
    expect(await names((await connectApp(person)).token)).toContain("create_api_key");
  });

  it("by the role of this moment", async () => {
    const viewer = await house.signUp();
    const { token } = await connectApp(viewer);
    expect(await names(token)).toContain("create_api_key");
    await db().user.update({ where: { id: viewer.id }, data: { role: "viewer" } });
    await changeFeed().publish([tagOf.user(viewer.id)]);
    expect(await names(token)).not.toContain("create_api_key");
  });

  it("each with a title, a description, its effect, and schemas of what goes in and comes out", async () => {
    const client = await connectModernClient((await connectApp(admin)).token);
    const { tools: listed } = await client.listTools();
    for (const tool of listed) {
      expect(tool.title && tool.description && tool.description.length > 40, tool.name).toBeTruthy();
      expect(tool.annotations, tool.name).toMatchObject({ readOnlyHint: expect.any(Boolean), openWorldHint: false });
      expect(tool.inputSchema, tool.name).toMatchObject({ type: "object", additionalProperties: false });
      expect(tool.outputSchema, tool.name).toMatchObject({ type: "object" });
    }
    const hints = Object.fromEntries(listed.map(({ name, annotations }) => [name, annotations]));
    expect(hints.list_api_keys).toMatchObject({ readOnlyHint: true });
    expect(hints.create_api_key).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false });
    expect(hints.revoke_api_key).toMatchObject({ destructiveHint: true, idempotentHint: true });
    expect(hints.verify_credential).toMatchObject({ readOnlyHint: true });
    await client.close();
  });
});

it("two callers at once never see each other's answers", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => house.signUp()));
  const clients = await Promise.all(people.map(async (one, index) => connect(revisions[index % 2]![1], (await connectApp(one)).token)));
  await Promise.all(
    Array.from({ length: 10 }).map(() =>
      Promise.all(clients.map(async (client, index) => expect((await call(client, "whoami")).structuredContent).toMatchObject({ id: people[index]!.id }))),
    ),
  );
  await Promise.all(clients.map((client) => client.close()));
});
