import { isIP } from "node:net";
import { expect, it } from "vitest";
import { isInBlocks } from "@/lib/client-address/addresses";
import { canonicalAddress, canonicalBlock, checkAddressList, problemOf } from "./addresses";

const list = ["10.0.0.0/8", "2001:db8::/32", "192.0.2.7"];

it("a list says which of its lines lets an address in", () => {
  expect(checkAddressList(list, " ::ffff:10.1.2.3 ")).toEqual({
    address: "10.1.2.3",
    isAdmitted: true,
    lines: [{ text: "10.0.0.0/8", admits: true }, { text: "2001:db8::/32", admits: false }, { text: "192.0.2.7", admits: false }],
  });
  expect(checkAddressList(list, "192.0.2.8")).toMatchObject({ isAdmitted: false });
  expect(checkAddressList(list, "nonsense")).toMatchObject({ address: undefined, isAdmitted: false });
});

it("an empty list as typed is no limit, and a list of nothing but bad lines admits nobody", () => {
  expect(checkAddressList([], "198.51.100.1").isAdmitted).toBe(true);
  expect(checkAddressList(["localhost"], "127.0.0.1").isAdmitted).toBe(false);
});

it.each([
  ["fe80::1%eth0", "zone"],
  ["[2001:db8::1]:443", "brackets or a port"],
  ["10.0.0.1:80", "brackets or a port"],
  ["10.0.*.*", "wildcard"],
  ["10.0.0.1-10.0.0.9", "range"],
  ["10.0.0.0/33", "/0 to /32"],
  ["2001:db8::/129", "/0 to /128"],
  ["::ffff:10.0.0.0/8", "/96 to /128"],
  ["10.0.0.256", "above 255"],
  ["010.0.0.1", "leading zeros"],
  ["build.example.com", "is not an address like"],
])("%s is named with what is wrong about it: %s", (text, problem) => {
  expect(checkAddressList([text], "10.0.0.1").lines[0]!.problem).toContain(problem);
  expect(problemOf(text)).toContain(problem);
});

it("what the form says is what the server does, for thousands of addresses and blocks", () => {
  const pick = (below: number) => Math.floor(Math.random() * below);
  const group = () => pick(3) === 0 ? "0" : pick(65_536).toString(16);
  const address = () => pick(2) === 0 ? [10, pick(4), pick(256), pick(256)].join(".") : `2001:db8:${Array.from({ length: 6 }, group).join(":")}`;
  for (let round = 0; round < 5000; round++) {
    const asked = address();
    const near = pick(2) === 0 ? asked : address();
    const block = `${near}/${pick(near.includes(":") ? 129 : 33)}`;
    expect([asked, block, checkAddressList([block], asked).isAdmitted]).toEqual([asked, block, isInBlocks(canonicalAddress(asked), [canonicalBlock(block)!])]);
  }
});

it("an address is one exactly where the operating system takes it for one, zones apart", () => {
  const characters = "0123456789abcfABC:::...%[]/ x";
  const seeds = ["10.0.0.1", "::ffff:1.2.3.4", "2001:db8::1", "1:2:3:4:5:6:7:8", "::", "1::", "0.0.0.0", "1:2:3:4:5:6:1.2.3.4"];
  for (let round = 0; round < 20_000; round++) {
    const seed = seeds[round % seeds.length]!;
    const at = Math.floor(Math.random() * (seed.length + 1));
    const text = seed.slice(0, at) + characters[Math.floor(Math.random() * characters.length)]! + seed.slice(at + Math.floor(Math.random() * 2));
    expect([text, canonicalAddress(text) !== undefined]).toEqual([text, isIP(text) !== 0 && !text.includes("%")]);
  }
});
