import { describe, expect, it } from "vitest";
import type { KeyhouseError } from "../errors";
import { fakeServer, refusal, type Answering } from "../testing/fake-server";
import { pauseBefore, retryDefaults } from "./retry";

const errorOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error as KeyhouseError);
const token = { apiToken: "sk_live_fixed", name: undefined, password: undefined };

function failing(times: number, failure: () => Response): Answering {
  return (_, number) => (number <= times ? failure() : Response.json({ ok: true }));
}

/** Lets the first answers get lost on their way back, as a broken connection does. */
function losing(times: number, answer: Answering = () => Response.json({ ok: true })) {
  const server = fakeServer(answer);
  let lost = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const response = await server.fetch(url, init);
    if (lost++ < times) throw new TypeError("fetch failed", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) });
    return response;
  };
  return { server, client: server.client({ ...token, fetch }) };
}

describe("what passes", () => {
  it.each([429, 502, 503, 504])("is waited for: %i", async (status) => {
    const server = fakeServer(failing(3, () => refusal(status, "X", "x")));
    expect(await server.client(token).request("GET", "/x")).toEqual({ ok: true });
    expect(server.count("/x")).toBe(4);
  });

  it.each([400, 403, 404, 409, 500])("is told from what does not: %i is thrown at once", async (status) => {
    const server = fakeServer(failing(3, () => refusal(status, "X", "x")));
    expect(await errorOf(server.client(token).request("GET", "/x"))).toMatchObject({ status });
    expect(server.count("/x")).toBe(1);
  });

  it("and does not pass is thrown in the end", async () => {
    const server = fakeServer(() => refusal(503, "UNAVAILABLE", "Temporarily unavailable"));
    expect(await errorOf(server.client({ ...token, retry: { retries: 2, baseDelayMs: 1 } }).request("GET", "/x"))).toMatchObject({ status: 503, code: "UNAVAILABLE" });
    expect(server.count("/x")).toBe(3);
  });

  it("after longer than one may wait is thrown with its Retry-After", async () => {
    const server = fakeServer(failing(1, () => refusal(429, "RATE_LIMITED", "Too many requests", { "retry-after": "61" })));
    expect(await errorOf(server.client(token).request("GET", "/x"))).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 61 });
    expect(server.count("/x")).toBe(1);
  });
});

describe("a call whose answer is lost", () => {
  it("is repeated where it is idempotent", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const { client, server } = losing(2);
      expect(await client.request(method, "/x"), method).toEqual({ ok: true });
      expect(server.count("/x")).toBe(3);
    }
  });

  it("is repeated where the route takes an Idempotency-Key, with the same key each time", async () => {
    const { client, server } = losing(2);
    await client.apiKeys.create({ name: "ci" });
    const keys = server.asked.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
  });

  it("and is still at work on the server is asked for again", async () => {
    const { client, server } = losing(1, (_, number) => (number === 2 ? refusal(409, "CONFLICT", "The first request with this Idempotency-Key is still running") : Response.json({ id: "key_1" })));
    expect(await client.apiKeys.rotate("key_1", {})).toEqual({ id: "key_1" });
    expect(server.asked).toHaveLength(3);
  });

  it("is not repeated otherwise: it may have been done", async () => {
    for (const [method, path] of [["POST", "/x"], ["PATCH", "/api/v1/users/me"]] as const) {
      const { client, server } = losing(1);
      expect(await errorOf(client.request(method, path)), method).toMatchObject({ code: "NETWORK_ERROR" });
      expect(server.asked).toHaveLength(1);
    }
  });

  it("is repeated, whatever it is, where no connection ever stood", async () => {
    const server = fakeServer(() => Response.json({ ok: true }));
    let refusals = 2;
    const fetch: typeof globalThis.fetch = (url, init) => (refusals-- > 0 ? Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) })) : server.fetch(url, init));
    expect(await server.client({ ...token, fetch }).request("POST", "/x")).toEqual({ ok: true });
  });

  it("is repeated after a timeout, too", async () => {
    const server = fakeServer((_, number) => (number === 1 ? new Promise<never>(() => undefined) : Response.json({ ok: true })));
    expect(await server.client({ ...token, timeoutMs: 30 }).request("GET", "/x")).toEqual({ ok: true });
    expect(await errorOf(server.client({ ...token, timeoutMs: 30, fetch: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal!.reason))) }).request("POST", "/x"))).toMatchObject({ code: "TIMEOUT", status: 0 });
  });
});

describe("the pause before a repetition", () => {
  const pause = (failures: number, random: number, response?: Response) => pauseBefore(response, failures, retryDefaults, () => random);

  it("is random up to a limit that doubles, to a ceiling", () => {
    expect([0, 1, 2, 3, 10].map((failures) => pause(failures, 1))).toEqual([500, 1000, 2000, 4000, 20_000]);
    expect([0, 1, 2, 3, 10].map((failures) => pause(failures, 0))).toEqual([0, 0, 0, 0, 0]);
  });

  it("is never shorter than Retry-After, in seconds or as a date", () => {
    expect(pause(0, 0, new Response(null, { headers: { "retry-after": "7" } }))).toBe(7000);
    expect(pause(0, 0, new Response(null, { headers: { "retry-after": new Date(Date.now() + 7000).toUTCString() } }))).toBeGreaterThanOrEqual(6000);
    expect(pause(0, 0, new Response(null, { headers: { "retry-after": "61" } }))).toBeUndefined();
  });

  it("ends at once when the caller gives up", async () => {
    const controller = new AbortController();
    const server = fakeServer(() => refusal(503, "UNAVAILABLE", "x", { "retry-after": "60" }));
    const work = errorOf(server.client({ ...token, fetch: async (url, init) => {
      const response = await server.fetch(url, init);
      setTimeout(() => controller.abort(new Error("enough")), 5);
      return response;
    } }).request("GET", "/x", { signal: controller.signal }));
    expect(await work).toMatchObject({ message: "enough" });
  });
});
