import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newKey } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import { finishLater } from "@/lib/later";
import { openHouse, type House } from "@/lib/testing/house";
import { createListener } from "./listener";

let house: House;
let server: Server;
let origin: string;
let made: { id: string; key: string };
const toNext = vi.fn(async (_request: unknown, response: { writeHead(status: number): { end(): void } }) => void response.writeHead(204).end());

beforeAll(async () => {
  server = createServer(createListener({ headers: {}, onlyLoopback: false, toNext }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  house = await openHouse();
  made = (await house.send("POST", "/api/v1/api-keys", { token: (await house.signUp()).token, body: { name: "Old script" } })).json as { id: string; key: string };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
});

const ask = (path: string, init: RequestInit = {}) => fetch(origin + path, { redirect: "manual", ...init });

test.each([
  ["a method that nothing answers", "/api/v1/users", { method: "PROPFIND" }, 405],
  ["a broken escape", "/api/v1/users/%zz", {}, 400],
  ["an address that is too long", `/api/v1/users?x=${"a".repeat(9000)}`, {}, 414],
  ["a key in the address", "/api/v1/users?key=KEY", {}, 400],
] as [string, string, RequestInit, number][])("%s is refused with an id and what is left, and spends nothing", async (_title, path, init, status) => {
  const answers = [await ask(path.replace("KEY", made.key), init), await ask(path.replace("KEY", made.key), init)];
  for (const { status: answered, headers } of answers) {
    expect([answered, headers.get("x-request-id")]).toEqual([status, expect.stringMatching(/^req_/)]);
    for (const header of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy"]) expect([header, headers.get(header)]).toEqual([header, expect.any(String)]);
    if (status === 405) expect(headers.get("allow")).toContain("GET");
  }
  expect(answers[1]!.headers.get("x-ratelimit-remaining")).toBe(answers[0]!.headers.get("x-ratelimit-remaining"));
});

describe("a key in an address, before any route", () => {
  test.each(["/?token=KEY", "/login?api_key=KEY", "/api/v1/auth/verify?access_token=KEY", "/health?k=KEY", "/mcp?token=KEY", "/oauth/token?client_secret=KEY", "/things/KEY/more", "/_next/static/KEY", "/forward-auth/scope=a:read/x?key=KEY"])(
    "%s is refused by every method, reaches nothing, and is not repeated in the answer",
    async (path) => {
      toNext.mockClear();
      for (const method of ["GET", "POST", "DELETE"]) {
        const answer = await ask(path.replace("KEY", made.key), { method });
        const text = await answer.text();
        expect([method, answer.status, JSON.parse(text)]).toMatchObject([method, 400, { success: false, code: "BAD_REQUEST", error: expect.stringContaining("X-API-Key") }]);
        expect(text).not.toContain(made.key.slice(8));
      }
      expect(toNext).not.toHaveBeenCalled();
      await finishLater();
      expect((await db().credential.findUniqueOrThrow({ where: { id: made.id } })).seenInUrlAt).not.toBeNull();
    },
  );

  test("is told to a person on a page, without the key in it", async () => {
    const answer = await ask(`/access?q=${made.key}`, { headers: { accept: "text/html,application/xhtml+xml" } });
    const html = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
    expect(html).toContain("its first characters are enough");
    expect(html).not.toContain(made.key.slice(8));
  });

  test.each([`/?q=sk_live_${"0".repeat(36)}`, `/?q=${newKey("sk", "live").slice(0, -1)}`, "/oauth/authorize?code=8sK2_live_x9-_&state=aZ0", `/reset-password?token=${"aZ0_-b".repeat(8)}`, "/invitation?token=unknown"])("%s is none of ours, and goes its way", async (path) => {
    expect((await ask(path)).status).toBe(204);
  });
});
