import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { limiter, Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { chatGptDocument, claudeCodeDocument, claudeDesktopDocument, vsCodeDocument } from "@/lib/testing/client-documents";
import { openHouse, type House } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { findClient, requireClient } from "../find";
import { requireRedirectUri } from "../redirect-uri";
import { freshUntil } from "./fresh-until";

type Published = { document: unknown; status?: number; headers?: Record<string, string>; delay?: number };

let house: House;
let origin: TestHttpServer;
const published = new Map<string, Published>();

beforeAll(async () => {
  house = await openHouse({ CIMD_ENABLED: "true" });
  origin = await startHttpServer((request, response) => {
    const found = published.get(request.url ?? "");
    if (!found) return response.writeHead(404).end();
    const body = typeof found.document === "string" ? found.document : JSON.stringify(found.document);
    return setTimeout(() => response.writeHead(found.status ?? 200, { "content-type": "application/json", ...found.headers }).end(body), found.delay ?? 0);
  });
});
afterAll(async () => {
  await origin.close();
  await house.close();
});
beforeEach(() => {
  setLimiter(new Limiter());
  clock.now = () => new Date();
});

let count = 0;
/** Publishes a document at an address of its own, and returns that address. */
function publish(document: (clientId: string) => unknown, more: Omit<Published, "document"> = {}): string {
  const path = `/oauth/client-${++count}.json`;
  const clientId = origin.origin + path;
  published.set(path, { document: document(clientId), ...more });
  return clientId;
}
const asks = (clientId: string) => origin.asked.filter((path) => path === new URL(clientId).pathname).length;
const good = (clientId: string) => claudeCodeDocument(clientId);
const later = (minutes: number) => {
  const at = Date.now() + minutes * 60_000;
  clock.now = () => new Date(at);
};

describe("a client that is named by its metadata document", () => {
  it("as Claude Code publishes it, is public, and its loopback redirect has any port", async () => {
    const client = await requireClient(publish(claudeCodeDocument));
    expect(client).toMatchObject({ kind: "document", name: "Claude Code", tokenEndpointAuthMethod: "none", status: "active", verifiedDomain: null });
    expect(requireRedirectUri(client, "http://localhost:52163/callback")).toBe("http://localhost:52163/callback");
    expect(requireRedirectUri(client, "http://127.0.0.1:1/callback")).toBeTruthy();
    expect(() => requireRedirectUri(client, "https://claude.ai/api/mcp/auth_callback")).toThrow();
  });

  it("as Claude Desktop publishes it, is accepted although it names a grant type that is not offered", async () => {
    expect(await requireClient(publish(claudeDesktopDocument))).toMatchObject({ name: "Claude", grantTypes: ["authorization_code", "refresh_token"], redirectUris: ["https://claude.ai/api/mcp/auth_callback"] });
  });

  it("as VS Code publishes it, has a redirect on the web beside the one on loopback", async () => {
    const client = await requireClient(publish(vsCodeDocument));
    expect(client).toMatchObject({ name: "Visual Studio Code", grantTypes: expect.arrayContaining(["urn:ietf:params:oauth:grant-type:device_code"]) });
    for (const uri of ["http://127.0.0.1:33418/", "http://127.0.0.1:40000/", "https://vscode.dev/redirect"]) expect(requireRedirectUri(client, uri)).toBe(uri);
  });

  it("as ChatGPT publishes it, may prove itself by key, or not at all: the plural member is heeded", async () => {
    const client = await requireClient(publish((id) => chatGptDocument(id, `${origin.origin}/jwks.json`)));
    expect(client).toMatchObject({ name: "ChatGPT", tokenEndpointAuthMethod: "private_key_jwt", otherAuthMethods: ["none"], jwksUri: `${origin.origin}/jwks.json` });
  });

  it("is verified as its host where all its web redirects are on that host", async () => {
    const onHost = await requireClient(publish((client_id) => ({ client_id, client_name: "X", redirect_uris: ["https://127.0.0.1/cb", "http://localhost/cb"] })));
    const elsewhere = await requireClient(publish((client_id) => ({ client_id, client_name: "X", redirect_uris: ["https://127.0.0.1/cb", "https://evil.example/cb"] })));
    expect([onHost.verifiedDomain, elsewhere.verifiedDomain]).toEqual(["127.0.0.1", null]);
  });

  it("is in the audit log once, and again when its document says other things", async () => {
    const clientId = publish(good);
    const { id } = await requireClient(clientId);
    later(120);
    await requireClient(clientId);
    published.get(new URL(clientId).pathname)!.document = { ...good(clientId), redirect_uris: ["https://elsewhere.example/cb"] };
    later(240);
    expect((await requireClient(clientId)).redirectUris).toEqual(["https://elsewhere.example/cb"]);
    const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { sequence: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["oauth_client.document_read", "oauth_client.document_changed"]);
    expect(events[1]!.detail).toMatchObject({ changed: ["redirectUris"] });
  });
});

describe("the copy of a document", () => {
  it("is asked for once by many at once, and makes one client", async () => {
    const clientId = publish(good, { delay: 50 });
    const clients = await Promise.all(Array.from({ length: 16 }, () => requireClient(clientId)));
    expect([new Set(clients.map(({ id }) => id)).size, asks(clientId)]).toEqual([1, 1]);
  });

  it("counts as long as its cache headers say, within bounds of five minutes and a day", async () => {
    const now = new Date("2026-11-22T00:00:00Z");
    const minutes = (cacheControl?: string, expires?: string) => (freshUntil(cacheControl, expires, now).getTime() - now.getTime()) / 60_000;
    expect([minutes("max-age=600"), minutes("public, s-maxage=1200, max-age=600"), minutes("max-age=0"), minutes("no-store"), minutes("no-cache, max-age=900"), minutes("max-age=99999999"), minutes()]).toEqual([10, 20, 5, 5, 5, 1440, 60]);
    expect([minutes(undefined, "Sun, 22 Nov 2026 00:30:00 GMT"), minutes(undefined, "Sat, 21 Nov 2026 00:00:00 GMT"), minutes(undefined, "0"), minutes(undefined, "never")]).toEqual([30, 5, 5, 5]);
  });

  it("is not fetched again while it is fresh, and is afterwards", async () => {
    const clientId = publish(good, { headers: { "cache-control": "max-age=600" } });
    await requireClient(clientId);
    later(9);
    await requireClient(clientId);
    expect(asks(clientId)).toBe(1);
    later(11);
    await requireClient(clientId);
    expect(asks(clientId)).toBe(2);
  });

  it("is no error: those are not kept, and the next request asks again", async () => {
    const clientId = publish(good, { status: 500 });
    await expect(requireClient(clientId)).rejects.toMatchObject({ causeCode: "document_unreachable" });
    published.get(new URL(clientId).pathname)!.status = 200;
    expect(await requireClient(clientId)).toMatchObject({ name: "Claude Code" });
  });

  it("counts for a day beyond its time while its origin is away, but not once the origin says something else", async () => {
    const clientId = publish(good);
    await requireClient(clientId);
    const page = published.get(new URL(clientId).pathname)!;
    page.status = 503;
    later(23 * 60);
    expect(await requireClient(clientId)).toMatchObject({ name: "Claude Code" });
    later(26 * 60);
    await expect(requireClient(clientId)).rejects.toMatchObject({ causeCode: "document_unreachable" });
    Object.assign(page, { status: 200, document: { ...good(clientId), client_id: "https://else.example/x" } });
    later(120);
    await expect(requireClient(clientId)).rejects.toMatchObject({ causeCode: "document_invalid" });
  });

  it("of a blocked client is not fetched, and the client stays blocked", async () => {
    const clientId = publish(good);
    const { id } = await requireClient(clientId);
    await db().oauthClient.update({ where: { id }, data: { status: "blocked" } });
    later(120);
    await expect(requireClient(clientId)).rejects.toMatchObject({ code: "unauthorized_client", causeCode: "client_blocked" });
    expect(asks(clientId)).toBe(1);
  });

  it("is fetched at most 30 times a minute from one origin", async () => {
    const results = await Promise.allSettled(Array.from({ length: 35 }, () => findClient(publish(good))));
    const refused = results.filter((result) => result.status === "rejected").map((result) => (result.reason as { causeCode: string }).causeCode);
    expect(refused).toEqual(Array(5).fill("document_limited"));
    expect(limiter().peek(`client document ${origin.origin}`, 30).allowed).toBe(false);
  });
});

describe("a document that is refused", () => {
  it.each<[string, (id: string) => unknown, Omit<Published, "document">]>([
    ["MUST be one whose client_id is another address", (id) => ({ ...good(id), client_id: `${id}x` }), {}],
    ["MUST be one without client_id", (id) => ({ ...good(id), client_id: undefined }), {}],
    ["is no JSON", () => "<html>", {}],
    ["is no object", () => "[]", {}],
    ["is larger than 5 KB", (id) => ({ ...good(id), padding: "x".repeat(5200) }), {}],
    ["is of another type", good, { headers: { "content-type": "text/html" } }],
    ["has no redirect URI", (id) => ({ ...good(id), redirect_uris: [] }), {}],
    ["has a redirect URI that is not safe", (id) => ({ ...good(id), redirect_uris: ["http://localhost/cb", "javascript:alert(1)"] }), {}],
    ["MUST be one that needs a shared secret", (id) => ({ ...good(id), token_endpoint_auth_method: "client_secret_basic" }), {}],
    ["MUST be one that holds a secret", (id) => ({ ...good(id), client_secret: "hush" }), {}],
    ["proves itself by a key that it does not name", (id) => ({ ...good(id), token_endpoint_auth_method: "private_key_jwt" }), {}],
  ])("%s", async (_title, document, more) => {
    await expect(requireClient(publish(document, more))).rejects.toMatchObject({ code: "invalid_client", status: 401, causeCode: "document_invalid" });
  });

  it.each<[string, Omit<Published, "document">]>([
    ["MUST be one behind a redirect", { status: 302, headers: { location: "/oauth/client-1.json" } }],
    ["is one behind an error", { status: 404 }],
    ["is one that answers 201", { status: 201 }],
    ["takes longer than five seconds", { delay: 6000 }],
  ])("%s", async (_title, more) => {
    await expect(requireClient(publish(good, more))).rejects.toMatchObject({ code: "invalid_client", causeCode: "document_unreachable" });
  });

  it.each([
    "https://client.example", "https://client.example/", "https://ada@client.example/c.json", "https://client.example/c.json#x", "https://client.example/a/../c.json", "https://client.example/./c.json",
    "https://CLIENT.example/c.json", "https://client.example:443/c.json", "http://client.example/c.json", "https://client.example/c .json", "HTTPS://client.example/c.json", "https://cliënt.example/c.json",
  ])("MUST be at an address that is https with a path, in its plain form: %s is none", async (clientId) => {
    await expect(requireClient(clientId)).rejects.toMatchObject({ code: "invalid_client", causeCode: "document_address_invalid" });
  });

  it.each(["https://10.0.0.1/c.json", "https://169.254.169.254/latest/meta-data", "https://192.168.1.1/c.json", "https://[fd00::1]/c.json", "https://[::ffff:10.0.0.1]/c.json".replace("10.0.0.1", "a00:1"), "https://100.64.0.1/c.json"])(
    "MUST be on the public internet (%s)",
    async (clientId) => {
      const before = Date.now();
      await expect(requireClient(clientId)).rejects.toMatchObject({ code: "invalid_client", causeCode: "document_unreachable", detail: { problem: expect.stringContaining("public internet") } });
      expect(Date.now() - before).toBeLessThan(1000);
    },
  );
});
