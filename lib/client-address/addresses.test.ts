import { describe, expect, it } from "vitest";
import { canonicalAddress, canonicalBlock, isInBlocks, networkOf } from "./addresses";

describe("an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::FFFF:C000:0207", "192.0.2.7"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:0db8::0001", "2001:db8::1"],
    ["::1", "::1"],
  ])("%s has one spelling: %s", (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each(["", "localhost", "192.0.2", "192.0.2.256", "0192.0.2.7", "0xC0.0.2.7", "192.0.2.7 ", "fe80::1%eth0", "[::1]", "::ffff:1.2.3", "1.2.3.4.5"])("%j is none", (text) => {
    expect(canonicalAddress(text)).toBeUndefined();
  });
});

describe("a block", () => {
  it.each([
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["::ffff:10.0.0.0/104", "10.0.0.0/8"],
    ["2001:DB8::/32", "2001:db8::/32"],
    ["192.0.2.7", "192.0.2.7"],
  ])("%s is kept as %s", (text, canonical) => {
    expect(canonicalBlock(text)).toBe(canonical);
  });

  it.each(["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "2001:db8::/129", "10.0.0.0/8/8", "::ffff:10.0.0.0/8", "any", "*"])("%j is none", (text) => {
    expect(canonicalBlock(text)).toBeUndefined();
  });
});

describe("a list of 10.0.0.0/8 and 2001:db8::/32", () => {
  const blocks = ["10.0.0.0/8", "2001:db8::/32"];
  it.each([
    ["10.0.0.1", true],
    ["10.255.255.255", true],
    ["11.0.0.0", false],
    ["9.255.255.255", false],
    ["2001:db8::1", true],
    ["2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true],
    ["2001:db9::", false],
    ["::1", false],
  ])("%s: %s", (address, inside) => {
    expect(isInBlocks(canonicalAddress(address), blocks)).toBe(inside);
  });

  it("admits the mapped spelling of an address that it admits", () => {
    expect(isInBlocks(canonicalAddress("::ffff:10.1.2.3"), blocks)).toBe(true);
  });

  it("of IPv6 blocks alone holds no IPv4 address, however wide they are", () => {
    for (const block of ["::/0", "::/64", "::ffff:0:0/64"]) expect(isInBlocks("10.0.0.1", [canonicalBlock(block) ?? block])).toBe(false);
    expect(isInBlocks("10.0.0.1", [canonicalBlock("::ffff:0:0/96")!])).toBe(true);
  });

  it("refuses an address that is not known, and an empty list refuses everybody", () => {
    expect(isInBlocks(undefined, blocks)).toBe(false);
    expect(isInBlocks("10.0.0.1", [])).toBe(false);
  });
});

it("limits count IPv6 by its /64 and IPv4 by address", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2:ffff::1"));
  expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
  expect(networkOf("192.0.2.7")).not.toBe(networkOf("192.0.2.8"));
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
