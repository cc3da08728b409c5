import { describe, expect, it } from "vitest";
import { KeyhouseError } from "../errors";
import { createRequester } from "./requester";

function clientOf(answer: (url: string, init: RequestInit) => Response | Promise<Response>, options: { token?: string; timeoutMs?: number } = {}) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return answer(url, init);
  }) as typeof globalThis.fetch;
  return { calls, client: createRequester({ baseUrl: "https://keys.example.com", fetch, ...options }) };
}

const failure = (client: ReturnType<typeof createRequester>) => client.request("GET", "/x").then(() => undefined, (error: unknown) => error as KeyhouseError);

describe("the client", () => {
  it("sends method, query, body and token, and leaves out what is undefined", async () => {
    const { client, calls } = clientOf(() => Response.json({ ok: true }), { token: "sk_live_1" });
    expect(await client.request("POST", "/api/v1/api-keys", { query: { limit: 5, cursor: undefined }, body: { name: "a" } })).toEqual({ ok: true });
    expect(calls[0]?.url).toBe("https://keys.example.com/api/v1/api-keys?limit=5");
    expect(calls[0]?.init).toMatchObject({ method: "POST", body: '{"name":"a"}', headers: { authorization: "Bearer sk_live_1", "content-type": "application/json" } });
  });

  it("throws what the server said, for programs and for people", async () => {
    const body = { success: false, error: "The request has invalid fields", code: "VALIDATION_FAILED", issues: [{ path: "name", message: "must not be empty" }], request_id: "req_1" };
    const error = await failure(clientOf(() => Response.json(body, { status: 400 })).client);
    expect(error).toBeInstanceOf(KeyhouseError);
    expect(error).toMatchObject({ status: 400, code: "VALIDATION_FAILED", message: body.error, issues: body.issues, requestId: "req_1" });
  });

  it("tells when to come back", async () => {
    const error = await failure(clientOf(() => Response.json({ code: "RATE_LIMITED", error: "Too many requests" }, { status: 429, headers: { "retry-after": "17" } })).client);
    expect(error?.retryAfterSeconds).toBe(17);
  });

  it("makes an error of its own of an answer that is not ours", async () => {
    const error = await failure(clientOf(() => new Response("<h1>Bad gateway</h1>", { status: 502 })).client);
    expect(error).toMatchObject({ status: 502, code: "HTTP_502" });
  });

  it("gives up after the timeout, and says so when nobody can be reached", async () => {
    const silent = clientOf((_, init) => new Promise((_resolve, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error))), { timeoutMs: 20 });
    expect(await failure(silent.client)).toMatchObject({ status: 0, code: "TIMEOUT" });
    const away = clientOf(() => Promise.reject(new TypeError("fetch failed")));
    expect(await failure(away.client)).toMatchObject({ status: 0, code: "NETWORK_ERROR" });
  });
});
