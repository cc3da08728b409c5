import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestReport } from "@/lib/contract/doctor";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { createListener } from "./listener";

let house: House;
let person: Person;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(createListener({ headers: {}, onlyLoopback: false, toNext: async (_request, response) => void response.writeHead(404).end() }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  house = await openHouse({ PUBLIC_URL: origin, CIMD_ENABLED: "true" });
  person = await house.signUp();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
});

describe("the OAuth endpoints, ahead of Next", () => {
  test("leave our own doctor nothing to say against our own MCP server", async () => {
    const answer = await house.send("POST", "/api/v1/doctor/test-server", { token: person.token, body: { url: `${origin}/mcp` } });
    const { verdict, findings } = answer.json as TestReport;
    expect(findings.filter(({ severity }) => severity !== "good")).toEqual([]);
    expect([verdict, findings.length > 12]).toEqual(["good", true]);
  });

  test("take a body of unknown length, as some HTTP libraries send it", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ client_name: "Streams", redirect_uris: ["http://localhost/callback"] })));
        controller.close();
      },
    });
    const answer = await fetch(`${origin}/oauth/register`, { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" } as RequestInit);
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([201, "*"]);
  });

  test.each(["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"])("answer %s with and without a slash or the server's path at its end, never by a redirect", async (path) => {
    const bodies = await Promise.all(["", "/", "/mcp", "/mcp/"].map(async (end) => {
      const answer = await fetch(origin + path + end, { redirect: "manual" });
      return [answer.status, await answer.text()];
    }));
    expect(new Set(bodies.map(([status]) => status))).toEqual(new Set([200]));
    expect(new Set(bodies.map(([, text]) => text)).size).toBe(1);
    expect(JSON.parse(bodies[0]![1] as string)).toMatchObject({ issuer: origin });
  });
});
