import { beforeEach, expect, it } from "vitest";
import { parseConfig, setConfig } from "@/lib/env/config";
import { clientIp } from "./client-ip";

const arrival = (peer: string | undefined, forwarded?: string) => ({ peer, header: (name: string) => (name === "x-forwarded-for" ? forwarded : undefined) });

beforeEach(() => setConfig(parseConfig({ TRUSTED_PROXIES: "10.0.0.0/8, ::1" })));

it("a forged X-Forwarded-For of somebody who is no trusted proxy changes nothing", () => {
  expect(clientIp(arrival("192.0.2.7", "198.51.100.1"))).toBe("192.0.2.7");
});

it("behind trusted proxies the right-most address that is none of them is the client", () => {
  expect(clientIp(arrival("10.0.0.1", "198.51.100.1, 192.0.2.9, 10.2.3.4"))).toBe("192.0.2.9");
  expect(clientIp(arrival("::1", "2001:db8::7"))).toBe("2001:db8::7");
  expect(clientIp(arrival("::ffff:10.0.0.1", "[2001:db8::7]:4711"))).toBe("2001:db8::7");
  expect(clientIp(arrival("10.0.0.1", "192.0.2.9:1234"))).toBe("192.0.2.9");
});

it("a hop that is no address makes the client unknown, and what is limited by address refuses", () => {
  expect(clientIp(arrival("10.0.0.1", "192.0.2.9, unknown"))).toBeUndefined();
});

it("without proxies in the configuration the header is never read", () => {
  setConfig(parseConfig({}));
  expect(clientIp(arrival("127.0.0.1", "198.51.100.1"))).toBe("127.0.0.1");
});
