import { exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestReport } from "@/lib/contract/doctor";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { chatGptDocument, claudeCodeDocument, claudeDesktopDocument } from "@/lib/testing/client-documents";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";

let house: House;
let person: Person;
let origin: TestHttpServer;
let published: { document: unknown; headers?: Record<string, string>; status?: number };
let keys: object;

beforeAll(async () => {
  house = await openHouse({ CIMD_ENABLED: "true" });
  person = await house.signUp();
  keys = { keys: [await exportJWK((await generateKeyPair("ES256", { extractable: true })).publicKey)] };
  origin = await startHttpServer((request, response) =>
    request.url === "/jwks.json"
      ? response.end(JSON.stringify(keys))
      : response.writeHead(published.status ?? 200, { "content-type": "application/json", ...published.headers }).end(JSON.stringify(published.document)),
  );
});
afterAll(async () => {
  await origin.close();
  await house.close();
});
beforeEach(() => setLimiter(new Limiter()));

const address = () => `${origin.origin}/client.json`;
async function test(url = address()): Promise<TestReport> {
  const answer = await house.send("POST", "/api/v1/doctor/test-client-document", { token: person.token, body: { url } });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as TestReport;
}
const finding = (report: TestReport, check: string) => report.findings.find((one) => one.check === check);

describe("testing a client's metadata document", () => {
  it("finds Claude Code's good, and says that its redirects are on the person's machine", async () => {
    published = { document: claudeCodeDocument(address()), headers: { "cache-control": "max-age=600" } };
    const report = await test();
    expect(report.verdict).toBe("good");
    expect(finding(report, "name")).toMatchObject({ text: "Claude Code" });
    expect(finding(report, "loopback")).toMatchObject({ severity: "good" });
    expect(finding(report, "cache")).toMatchObject({ text: expect.stringContaining("10 minutes") });
  });

  it("says which grant types are ignored, and that redirects are on another host", async () => {
    published = { document: claudeDesktopDocument(address()) };
    const report = await test();
    expect(report.verdict).toBe("warn");
    expect(finding(report, "grant-types")).toMatchObject({ severity: "warn", text: expect.stringContaining("jwt-bearer") });
    expect(finding(report, "redirect-uris")).toMatchObject({ severity: "warn", fix: expect.any(String) });
  });

  it("fetches the keys of one that proves itself by them", async () => {
    published = { document: chatGptDocument(address(), `${origin.origin}/jwks.json`) };
    expect(finding(await test(), "keys")).toMatchObject({ severity: "good" });
    published = { document: chatGptDocument(address(), `${origin.origin}/client.json`) };
    expect(finding(await test(), "keys")).toMatchObject({ severity: "bad", fix: expect.any(String) });
  });

  it.each<[string, () => typeof published, string, string]>([
    ["another client_id", () => ({ document: claudeCodeDocument("https://else.example/c.json") }), "document", "client_id is not its own address"],
    ["a redirect", () => ({ document: {}, status: 301, headers: { location: "/x" } }), "document", "redirects are not followed"],
    ["a page", () => ({ document: "x", headers: { "content-type": "text/html" } }), "document", "text/html"],
    ["too large a document", () => ({ document: { ...claudeCodeDocument(address()), padding: "x".repeat(6000) } }), "fetch", "5120"],
    ["an unsafe redirect URI", () => ({ document: { ...claudeCodeDocument(address()), redirect_uris: ["http://app.example/cb"] } }), "document", "plain http"],
  ])("finds %s, in the words of the authorization server", async (_title, publish, check, words) => {
    published = publish();
    const report = await test();
    expect(report.verdict).toBe("bad");
    expect(finding(report, check)).toMatchObject({ severity: "bad", text: expect.stringContaining(words), fix: expect.any(String) });
  });

  it.each(["https://10.0.0.1/c.json", "https://[::ffff:a00:1]/c.json"])("asks nothing of a private address: %s", async (url) => {
    expect(finding(await test(url), "fetch")).toMatchObject({ severity: "bad", text: expect.stringContaining("public internet") });
  });

  it("says of what is no address of a document why not", async () => {
    expect(finding(await test("https://client.example/"), "address")).toMatchObject({ severity: "bad", text: expect.stringContaining("must have a path") });
  });
});
