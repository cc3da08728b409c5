import { BlockList, isIP } from "node:net";
import { canonicalAddress, canonicalBlock } from "@/lib/contract/addresses";

export { canonicalAddress, canonicalBlock };

/** Is the address in one of the blocks? An unknown address is in none. */
export function isInBlocks(address: string | undefined, blocks: readonly string[]): boolean {
  if (address === undefined) return false;
  const family = familyOf(address);
  return matcherOf(blocks)[family].check(address, family);
}

/** The addresses that are in both lists of blocks. Of two blocks that meet, one holds the other. */
export function intersectBlocks(left: readonly string[], right: readonly string[]): string[] {
  const both = [...left.filter((block) => isBlockWithin(block, right)), ...right.filter((block) => isBlockWithin(block, left))];
  return [...new Set(both)];
}

/** Is the whole block in one of the others? */
export function isBlockWithin(block: string, others: readonly string[]): boolean {
  const [address = "", bits] = block.split("/");
  if (bits === undefined) return isInBlocks(address, others);
  return others.some((other) => {
    const otherBits = other.split("/")[1];
    return otherBits !== undefined && Number(otherBits) <= Number(bits) && isInBlocks(address, [other]);
  });
}

/** The address for limits by network: IPv4 as it is, IPv6 by its /64. */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return "unknown";
  return isIP(address) === 6 ? `${networkPrefix(address, 64)}/64` : address;
}

/** The block that a canonical address is likely to stay in: /24, or /48 of IPv6. */
export function networkBlock(address: string): string {
  return isIP(address) === 4 ? `${networkPrefix(address, 24)}.0/24` : `${canonicalAddress(networkPrefix(address, 48))}/48`;
}

/** The front of a canonical address: whole bytes of IPv4, whole groups of IPv6. */
export function networkPrefix(address: string, bits: number): string {
  if (isIP(address) === 4) return address.split(".").slice(0, bits / 8).join(".");
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  if (tail !== undefined) {
    const after = tail.split(":").filter(Boolean);
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return `${groups.slice(0, bits / 16).join(":")}::`;
}

type Matchers = { ipv4: BlockList; ipv6: BlockList };
const matchers = new Map<string, Matchers>();

/** One list for each family: Node takes an IPv4 address for its mapped form, and would find it in blocks like ::/64. */
function matcherOf(blocks: readonly string[]): Matchers {
  const key = blocks.join(",");
  let matcher = matchers.get(key);
  if (!matcher) {
    matcher = { ipv4: new BlockList(), ipv6: new BlockList() };
    for (const block of blocks) addBlock(matcher, block);
    if (matchers.size > 5000) matchers.clear();
    matchers.set(key, matcher);
  }
  return matcher;
}

function addBlock(matcher: Matchers, block: string): void {
  const [host = "", bits] = block.split("/");
  const family = familyOf(host);
  if (bits === undefined) matcher[family].addAddress(host, family);
  else matcher[family].addSubnet(host, Number(bits), family);
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
