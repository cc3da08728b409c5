import type { Fetch } from "../transport/send";
import { createClient, type Client } from "../session/client";
import type { ClientOptions } from "../session/settings";

export type Asked = { method: string; path: string; headers: Headers; body: unknown };
export type Answering = (asked: Asked, number: number) => Response | Promise<Response>;

export type FakeServer = { fetch: Fetch; asked: Asked[]; /** How often a path was asked for. */ count(path: string): number; logs: string[]; client(options?: ClientOptions): Client };

export const password = "correct horse battery staple";

/** A server that gives out tokens, each good until `refuse` says otherwise, and answers the rest as the test says. */
export function fakeServer(answer: Answering, { lifetimeSeconds = 3600 }: { lifetimeSeconds?: number } = {}): FakeServer & { issued: string[]; refused: Set<string> } {
  const asked: Asked[] = [];
  const logs: string[] = [];
  const issued: string[] = [];
  const refused = new Set<string>();
  const issue = () => {
    const token = `token-${issued.length + 1}`;
    issued.push(token);
    return { token, expires_at: new Date(Date.now() + lifetimeSeconds * 1000).toISOString(), refresh_token: `refresh-${issued.length}` };
  };
  const respond = async (call: Asked): Promise<Response> => {
    if (call.path === "/api/v1/auth/login") {
      const { password: given } = call.body as { password: string };
      return given === password ? Response.json({ success: true, ...issue() }) : refusal(401, "INVALID_CREDENTIALS", "Invalid username or password");
    }
    if (call.path === "/api/v1/auth/refresh") {
      const { refresh_token } = call.body as { refresh_token: string };
      return refused.has(refresh_token) ? refusal(401, "INVALID_TOKEN", "Invalid token") : Response.json({ success: true, data: issue() });
    }
    const token = call.headers.get("authorization")?.slice("Bearer ".length);
    if (token === undefined || refused.has(token) || (token.startsWith("token-") && !issued.includes(token))) return refusal(401, "INVALID_TOKEN", "Invalid token");
    return answer(call, asked.filter(({ path }) => path === call.path).length);
  };
  const fetch: Fetch = async (url, init = {}) => {
    init.signal?.throwIfAborted();
    const call = { method: init.method ?? "GET", path: new URL(String(url)).pathname + new URL(String(url)).search, headers: new Headers(init.headers), body: typeof init.body === "string" ? JSON.parse(init.body) : (init.body ?? undefined) };
    asked.push(call);
    const response = await Promise.race([respond(call), new Promise<never>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal!.reason)))]);
    return response;
  };
  const write = (message: string) => void logs.push(message);
  const logger = { debug: write, info: write, warn: write, error: write };
  return {
    fetch,
    asked,
    logs,
    issued,
    refused,
    count: (path) => asked.filter((call) => call.path === path).length,
    client: (options) => createClient({ baseUrl: "https://keys.example.com", name: "alice", password, env: {}, fetch, logger, logLevel: "debug", retry: { baseDelayMs: 1 }, ...options }),
  };
}

export function refusal(status: number, code: string, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ success: false, error, code, request_id: "req_1" }, { status, headers });
}
