import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { parseConfig, setConfig } from "@/lib/env/config";
import { OauthRefusal } from "@/lib/oauth/errors";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import type { Incoming } from "../incoming";
import { takeAddressBudget } from "./address-budget";
import { preflight } from "./cors";
import { oauthEndpoint } from "./endpoint";
import { problemPage } from "./problem-page";
import { toOauthForm } from "./read-form";
import { printable } from "./to-oauth-error";

beforeAll(() => setConfig(parseConfig({})));
beforeEach(() => {
  setLimiter(new Limiter());
  clock.now = () => new Date();
});

function post(body: string, headers: Record<string, string> = {}): Incoming {
  const all: Record<string, string | undefined> = { "content-type": "application/x-www-form-urlencoded", ...headers };
  return { method: "POST", url: "/oauth/x", header: (name) => all[name], peer: "192.0.2.1", params: {}, body: async () => new TextEncoder().encode(body) };
}

describe("the parameters of a request (RFC 6749, section 3.2)", () => {
  const form = (text: string) => toOauthForm(new URLSearchParams(text));

  it("MUST be treated as omitted where they have no value", () => {
    const { get, has, getAll } = form("a=&b=1&resource=&resource=x");
    expect([get("a"), has("a"), get("b"), getAll("resource")]).toEqual([undefined, false, "1", ["x"]]);
  });

  it.each(["a=1&a=1", "a=&a=1", "a=1&b=2&a="])("MUST NOT be included more than once: %s", (text) => {
    expect(() => form(text)).toThrow(expect.objectContaining({ code: "invalid_request", causeCode: "parameter_repeated" }));
  });

  it("may be repeated where RFC 8707 and RFC 8693 say so", () => {
    expect(form("resource=a&resource=b&audience=c&audience=d").getAll("resource")).toEqual(["a", "b"]);
  });
});

describe("an endpoint", () => {
  const echo = oauthEndpoint({ name: "x", limits: { perMinute: 2, perHour: 3 }, body: "form" }, async ({ body }) => ({ body: { a: body.get("a"), none: null, deep: { none: null } } }));

  it("leaves out what is null or undefined, and is never cached", async () => {
    const { status, headers, body } = await echo.POST.answer(post("b=1"));
    expect([status, body, headers["cache-control"], headers.pragma]).toEqual([200, '{"deep":{}}', "no-store", "no-cache"]);
    expect(headers).toMatchObject({ "access-control-allow-origin": "*", "access-control-expose-headers": expect.stringContaining("WWW-Authenticate"), "x-request-id": expect.stringMatching(/^req_/), "x-ratelimit-limit": "2" });
  });

  it("takes forms alone", async () => {
    for (const type of ["application/json", "text/plain", undefined]) {
      const answer = await echo.POST.answer(post("{}", { "content-type": type as string }));
      expect(JSON.parse(answer.body!)).toMatchObject({ error: expect.stringMatching(/invalid_request|temporarily/) });
    }
  });

  it("answers POST alone, and the preflight of any page", async () => {
    const get = await echo.GET.answer(post(""));
    expect([get.status, get.headers.allow, JSON.parse(get.body!).error]).toEqual([405, "POST, OPTIONS", "invalid_request"]);
    expect(await echo.OPTIONS.answer(post("", { "access-control-request-headers": "authorization" }))).toMatchObject({ status: 204, body: undefined });
  });

  it("says nothing from inside when something breaks, and tells the doctor", async () => {
    const told: string[] = [];
    const broken = oauthEndpoint({ name: "y", limits: { perMinute: 10 }, body: "form", onRefusal: ({ code }) => void told.push(code) }, async () => {
      throw new Error("password=hunter2");
    });
    const answer = await broken.POST.answer(post(""));
    expect([answer.status, JSON.parse(answer.body!).error, told]).toEqual([500, "server_error", ["server_error"]]);
    expect(answer.body).not.toContain("hunter2");
  });

  it("has a limit for the minute and one for the hour, each with its Retry-After", async () => {
    const take = async () => (await takeAddressBudget("x", { perMinute: 2, perHour: 3 }, "192.0.2.1")).refused;
    expect([await take(), await take(), (await take())?.status]).toEqual([undefined, undefined, 429]);
    const minuteLater = Date.now() + 61_000;
    clock.now = () => new Date(minuteLater);
    expect(await take()).toBeUndefined();
    expect(await take()).toMatchObject({ status: 429, retryAfterSeconds: expect.any(Number) });
    expect((await take())!.retryAfterSeconds).toBeGreaterThan(50);
  });
});

it("RFC 6749, section 5.2: error_description MUST NOT have other characters than it allows", () => {
  expect(printable('a "b" \\ é\n')).toBe("a 'b' ? ??");
  expect(new OauthRefusal("invalid_client", "x").status).toBe(401);
});

it("a preflight echoes no header that is no header", () => {
  const allowed = (asked: string) => preflight(post("", { "access-control-request-headers": asked }), "POST").headers["access-control-allow-headers"];
  expect(allowed("x-a, x-b")).toBe("x-a, x-b");
  expect(allowed("x-a\r\nset-cookie: a=b")).not.toContain("set-cookie");
});

it("a problem page shows what the client sent as text", () => {
  const { body, headers } = problemPage({ title: "<b>", text: "&", facts: [["redirect_uri", ['"><script>alert(1)</script>']]], fix: "'", requestId: "req_x" });
  expect(body).not.toContain("<script>");
  expect(body).toContain("&quot;&gt;&lt;script&gt;");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
});
