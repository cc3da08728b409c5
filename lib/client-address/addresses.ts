import { BlockList, isIP } from "node:net";

/**
 * An address in canonical form, or undefined where it is none. IPv4-mapped IPv6 becomes IPv4, IPv6 is compressed and
 * lower-case, zones and brackets are refused.
 */
export function canonicalAddress(text: string): string | undefined {
  const family = isIP(text);
  if (family === 4) return text;
  if (family !== 6 || text.includes("%")) return undefined;
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** One address or CIDR block in canonical form (host bits cleared is not asked for), or undefined. */
export function canonicalBlock(text: string): string | undefined {
  const [host = "", bits, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const address = canonicalAddress(host);
  if (address === undefined) return undefined;
  if (bits === undefined) return address;
  if (!/^(0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  // a mapped block counts its bits from the front of the IPv6 form
  const mapped = isIP(host) === 6 && isIP(address) === 4;
  const length = mapped ? Number(bits) - 96 : Number(bits);
  return length >= 0 && length <= (isIP(address) === 4 ? 32 : 128) ? `${address}/${length}` : undefined;
}

/** Is the address in one of the blocks? An unknown address is in none. */
export function isInBlocks(address: string | undefined, blocks: readonly string[]): boolean {
  if (address === undefined) return false;
  return matcherOf(blocks).check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
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

const matchers = new Map<string, BlockList>();

function matcherOf(blocks: readonly string[]): BlockList {
  const key = blocks.join(",");
  let matcher = matchers.get(key);
  if (!matcher) {
    matcher = new BlockList();
    for (const block of blocks) addBlock(matcher, block);
    if (matchers.size > 5000) matchers.clear();
    matchers.set(key, matcher);
  }
  return matcher;
}

function addBlock(matcher: BlockList, block: string): void {
  const [host = "", bits] = block.split("/");
  const family = isIP(host) === 4 ? "ipv4" : "ipv6";
  if (bits === undefined) matcher.addAddress(host, family);
  else matcher.addSubnet(host, Number(bits), family);
}
