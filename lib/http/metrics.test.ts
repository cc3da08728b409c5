import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRecorder } from "@/lib/usage/record/recorder";
import { openHouse, type House } from "@/lib/testing/house";
import type { Incoming } from "./incoming";
import { askMetrics } from "./metrics";

const metricsToken = "the-scraper-knows-this-one-7";
let house: House;
beforeAll(async () => {
  house = await openHouse({ METRICS_TOKEN: metricsToken, TRUSTED_PROXIES: "10.0.0.1" });
});
afterAll(() => house.close());

function ask(peer: string, headers: Record<string, string> = {}) {
  const incoming: Incoming = { method: "GET", url: "/metrics", header: (name) => headers[name], peer, params: {}, body: () => Promise.resolve(new Uint8Array()) };
  return askMetrics.answer(incoming);
}

describe("GET /metrics", () => {
  it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("answers this machine, at %s", async (peer) => {
    const { status, headers, body } = await ask(peer);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(body).toMatch(/^keyhouse_database_up 1$/m);
    expect(body).toMatch(/^keyhouse_info\{version="\d+\.\d+\.\d+"\} 1$/m);
    expect(body).toMatch(/^process_cpu_seconds_total \d/m);
  });

  it("counts the uses of credentials with what came of them", async () => {
    const person = await house.signUp();
    await house.send("GET", "/api/v1/users/me", { token: person.token });
    await callRecorder().flush();
    expect((await ask("127.0.0.1")).body).toMatch(/^keyhouse_credential_uses_total\{channel="rest",outcome="allowed"\} [1-9]/m);
  });

  it("answers METRICS_TOKEN from elsewhere, and nothing else from there", async () => {
    expect((await ask("192.0.2.1", { authorization: `Bearer ${metricsToken}` })).status).toBe(200);
    const person = await house.signUp();
    for (const [authorization, code] of [[undefined, "AUTH_REQUIRED"], ["Bearer the-scraper-knows-this-one-8", "INVALID_TOKEN"], [`Bearer ${person.token}`, "INVALID_TOKEN"]] as const) {
      const { status, body } = await ask("192.0.2.1", authorization === undefined ? {} : { authorization });
      expect([status, (JSON.parse(body!) as { code: string }).code]).toEqual([401, code]);
    }
  });

  it("takes nobody for this machine who comes through a proxy on it, whether that is trusted or not", async () => {
    for (const header of ["x-forwarded-for", "x-real-ip", "forwarded", "via", "x-forwarded-host"]) expect((await ask("127.0.0.1", { [header]: "127.0.0.1" })).status).toBe(401);
    expect((await ask("10.0.0.1", { "x-forwarded-for": "127.0.0.1" })).status).toBe(401);
  });
});
