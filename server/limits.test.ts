import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "@/lib/testing/processes";
import { runServer, type RunningServer } from "@/lib/testing/run-server";
import { waitUntil } from "@/lib/testing/wait-until";

/** Limits as callers see them: through the real server, many at a time. */
let server: RunningServer;
let token: string;
beforeAll(async () => {
  server = await runServer();
  ({ token } = await post<{ token: string }>("/auth/register", { email: "ada@example.com", username: "ada", password: "brass-key-under-the-mat" }));
}, 60_000);
afterAll(() => server.stop());

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${server.origin}/api/v1${path}`, { method: "POST", headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
const makeKey = (body: object) => post<{ id: string; key: string }>("/api-keys", { name: "A key", ...body });
const ask = <Answer>(path: string) => fetch(`${server.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } }).then((response) => response.json() as Promise<Answer>);

test.each([
  ["the short way ahead of Next", "/auth/verify"],
  ["the long way through Next", "/scopes"],
])("of 500 requests at once on a limit of 100, by %s, exactly 100 pass and the headers count down without a gap", async (_way, path) => {
  const { id, key } = await makeKey({ rate_limit_per_minute: 100, quota_per_day: 150 });
  const answers = await Promise.all(Array.from({ length: 500 }, () => fetch(`${server.origin}/api/v1${path}`, { headers: { "x-api-key": key } })));
  const passed = answers.filter(({ status }) => status === 200);
  expect(passed).toHaveLength(100);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(400);
  const left = passed.map(({ headers }) => Number(headers.get("x-ratelimit-remaining"))).sort((a, b) => b - a);
  expect(left).toEqual(Array.from({ length: 100 }, (_, index) => 99 - index));
  for (const { headers, status } of answers) {
    expect(headers.get("ratelimit-policy")).toBe('"minute";q=100;w=60, "day";q=150;w=86400');
    const seconds = Number(headers.get("x-ratelimit-reset")) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(61);
    if (status === 429) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  const refused = answers.find(({ status }) => status === 429)!;
  expect(refused.headers.get("ratelimit")).toMatch(/^"minute";r=0;t=\d+, "day";r=50;t=\d+$/);
  const usage = () => ask<{ allowed: number; refused: number }>(`/api-keys/${id}/usage`);
  await waitUntil(async () => ((counted) => counted.allowed + counted.refused === 500)(await usage()));
  expect(await usage()).toMatchObject({ allowed: 100, refused: 400, limits: { minute: { limit: 100, remaining: 0 }, day: { limit: 150, remaining: 50 } } });
}, 60_000);

test("a call is in the log within two seconds", async () => {
  const { id, key } = await makeKey({});
  await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { "x-api-key": key } });
  await waitUntil(async () => (await ask<{ data: unknown[] }>(`/api-keys/${id}/requests`)).data.length === 1, 2000);
}, 30_000);

test("what was called in the last moment before the end is in the log after the next start", async () => {
  const folder = temporaryFolder();
  const dataDir = folder.path;
  const earlier = [server, token] as const;
  try {
    server = await runServer({ dataDir });
    token = "";
    ({ token } = await post<{ token: string }>("/auth/register", { email: "eve@example.com", username: "eve", password: "brass-key-under-the-mat" }));
    const { id, key } = await makeKey({ quota_per_day: 10 });
    for (let call = 0; call < 3; call++) await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { "x-api-key": key } });
    await server.stop();
    // at the same address: tokens are for the issuer that made them
    server = await runServer({ dataDir, port: server.port });
    expect((await ask<{ data: unknown[] }>(`/api-keys/${id}/requests`)).data).toHaveLength(3);
    const answer = await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { "x-api-key": key } });
    expect(answer.headers.get("ratelimit")).toContain('"day";r=6;');
  } finally {
    await server.stop();
    folder.remove();
    [server, token] = earlier;
  }
}, 120_000);

test("/metrics tells this machine how many answers were given, by whom, and not somebody who comes through a proxy", async () => {
  await fetch(`${server.origin}/health`);
  await fetch(`${server.origin}/api/v1/scopes`);
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  for (const [door, status] of [["hot", "2xx"], ["next", "4xx"]]) expect(text).toMatch(new RegExp(`^keyhouse_http_request_duration_seconds_count\\{door="${door}",status="${status}"\\} [1-9]`, "m"));
  expect((await fetch(`${server.origin}/metrics`, { headers: { "x-forwarded-for": "192.0.2.1" } })).status).toBe(404);
});
