import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRecorder } from "@/lib/usage/record/recorder";
import { openHouse, type House, type Person } from "@/lib/testing/house";

/** What is in 10.0.0.0/8 and 2001:db8::/32, in the spellings that people, proxies and attackers use. Undefined: it is no address. */
const spellings: [spelling: string, isInside: boolean | undefined][] = [
  ["10.0.0.1", true],
  ["10.255.255.255", true],
  ["11.0.0.0", false],
  ["9.255.255.255", false],
  ["::ffff:10.1.2.3", true],
  ["::FFFF:10.1.2.3", true],
  ["::ffff:0a01:0203", true],
  ["0:0:0:0:0:ffff:10.1.2.3", true],
  ["::ffff:11.1.2.3", false],
  ["::10.1.2.3", false],
  ["64:ff9b::10.1.2.3", false],
  ["2001:db8::1", true],
  ["2001:DB8::1", true],
  ["2001:0db8:0000:0000:0000:0000:0000:0001", true],
  ["2001:db8:0:0:1::", true],
  ["2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true],
  ["2001:db9::", false],
  ["2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", false],
  ["::1", false],
  ["010.0.0.1", undefined],
  ["0x0a.0.0.1", undefined],
  ["167772161", undefined],
  ["10.1", undefined],
  ["2001:db8::1%eth0", undefined],
  ["2001:db8::1::2", undefined],
  ["10.0.0.1, 11.0.0.1", undefined],
  ["10.0.0.1/8", undefined],
  ["localhost", undefined],
];
/** Some proxies add these; nobody else does. */
const byProxyAlone: [spelling: string, isInside: boolean][] = [
  ["[2001:db8::1]", true],
  ["[2001:db8::1]:443", true],
  ["10.0.0.1:5123", true],
  ["[2001:db9::1]:443", false],
];

let house: House;
let admin: Person;
let key: { id: string; key: string };
beforeAll(async () => {
  house = await openHouse({ TRUSTED_PROXIES: "172.16.0.1" });
  admin = await house.signUp("admin");
  key = (await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Walled", allowed_ips: ["10.0.0.0/8", "2001:db8::/32"] } })).json as { id: string; key: string };
});
afterAll(() => house.close());

const ask = async (from: string, headers: Record<string, string> = {}) => {
  const answer = await house.send("GET", "/api/v1/auth/verify", { apiKey: key.key, from, headers });
  return answer.status === 200 || (answer.json as { code: string }).code;
};
const expected = (isInside: boolean | undefined) => isInside || "IP_NOT_ALLOWED";

describe("a key that is limited to 10.0.0.0/8 and 2001:db8::/32", () => {
  it.each(spellings)("called from %s: %s", async (spelling, isInside) => {
    expect(await ask(spelling)).toBe(expected(isInside));
  });

  it.each([...spellings.filter(([spelling]) => !spelling.includes(",")), ...byProxyAlone])("called through a trusted proxy that names %s: %s", async (spelling, isInside) => {
    expect(await ask("172.16.0.1", { "x-forwarded-for": spelling })).toBe(expected(isInside));
  });

  it.each([...spellings, ...byProxyAlone.map(([spelling]) => [spelling, undefined] as const)])("verified for a caller at %s: %s", async (spelling, isInside) => {
    const { json } = await house.send("POST", "/api/v1/api-keys/verify", { token: admin.token, body: { key: key.key, ip: spelling } });
    expect(json).toMatchObject(isInside ? { valid: true } : { valid: false, code: "IP_NOT_ALLOWED" });
  });

  it("verified for a caller whose address nobody names is refused", async () => {
    expect((await house.send("POST", "/api/v1/api-keys/verify", { token: admin.token, body: { key: key.key } })).json).toMatchObject({ valid: false, code: "IP_NOT_ALLOWED" });
  });

  it.each(["x-forwarded-for", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-original-forwarded-for", "x-cluster-client-ip", "client-ip"])("is opened to nobody by a forged %s", async (header) => {
    expect(await ask("198.51.100.9", { [header]: "10.0.0.1" })).toBe("IP_NOT_ALLOWED");
  });

  it("is opened to nobody by a forged Forwarded, nor by an address that the caller puts before what the trusted proxy adds", async () => {
    expect(await ask("198.51.100.9", { forwarded: "for=10.0.0.1" })).toBe("IP_NOT_ALLOWED");
    expect(await ask("172.16.0.1", { "x-forwarded-for": "10.0.0.1, 198.51.100.9" })).toBe("IP_NOT_ALLOWED");
    expect(await ask("172.16.0.1", { forwarded: "for=10.0.0.1", "x-real-ip": "10.0.0.1", "x-forwarded-for": "198.51.100.9" })).toBe("IP_NOT_ALLOWED");
    expect(await ask("172.16.0.1", { "x-forwarded-for": "10.0.0.1, unknown" })).toBe("IP_NOT_ALLOWED");
  });

  it("and each refusal stands in its log with the address that it came from", async () => {
    const fresh = (await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Logged", allowed_ips: ["10.0.0.0/8"] } })).json as { id: string; key: string };
    await house.send("GET", "/api/v1/auth/verify", { apiKey: fresh.key, from: "::ffff:198.51.100.9" });
    await callRecorder().flush();
    const { data } = (await house.send("GET", `/api/v1/api-keys/${fresh.id}/requests`, { token: admin.token })).json as { data: object[] };
    expect(data).toMatchObject([{ reason: "IP_NOT_ALLOWED", ip: "198.51.100.9" }]);
  });

  it.each(["10.0.0.0/33", "010.0.0.0/8", "fe80::1%eth0", "10.*", "build.example.com"])("takes no entry like %s, and says which one is wrong and how", async (entry) => {
    const answer = await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: admin.token, body: { allowed_ips: ["10.0.0.0/8", entry] } });
    expect(answer.json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "allowed_ips.1", message: expect.stringContaining(entry) }] });
  });
});
