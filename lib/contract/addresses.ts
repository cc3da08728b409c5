/**
 * An address in canonical form, or undefined where it is none. IPv4-mapped IPv6 becomes IPv4, IPv6 is compressed and
 * lower-case; zones, brackets, ports, and numbers with leading zeros are refused. The same in the server and in a browser.
 */
export function canonicalAddress(text: string): string | undefined {
  if (ipv4.test(text)) return text;
  if (!looksLikeIpv6.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
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
  const isMapped = isIpv6(host) && !isIpv6(address);
  const length = isMapped ? Number(bits) - 96 : Number(bits);
  return length >= 0 && length <= bitsOf(address) ? `${address}/${length}` : undefined;
}

export type CheckedLine = {
  text: string;
  /** What is wrong with it, to follow the text itself; absent where it is an address or block. */
  problem?: string;
  /** It lets the address in that was asked about. */
  admits: boolean;
};

/** What a list as typed would do: each line by itself, and whether the address that is asked about would pass. */
export function checkAddressList(lines: readonly string[], asked: string): { address: string | undefined; isAdmitted: boolean; lines: CheckedLine[] } {
  const address = canonicalAddress(asked.trim());
  const checked = lines.map((text): CheckedLine => {
    const block = canonicalBlock(text);
    if (block === undefined) return { text, problem: problemOf(text), admits: false };
    return { text, admits: address !== undefined && contains(block, address) };
  });
  const isAdmitted = address !== undefined && (lines.length === 0 || checked.some(({ admits }) => admits));
  return { address, isAdmitted, lines: checked };
}

/** Why a text is neither an address nor a block, to stand behind it: "10.0.0.0/40 must end in /0 to /32". */
export function problemOf(text: string): string {
  const [host = "", bits] = text.trim().split("/");
  if (host.includes("%")) return "has a zone: leave out what follows the %";
  if (host.includes("[") || /^\d+\.\d+\.\d+\.\d+:\d+$/.test(host)) return "has brackets or a port: the address alone is enough";
  if (host.includes("*")) return "has a wildcard: write a block like 10.0.0.0/8";
  if (host.includes("-") && /^[\d.-]+$/.test(host)) return "is a range: write it as blocks like 10.0.0.0/8";
  const address = canonicalAddress(host);
  if (address !== undefined && bits !== undefined) return isIpv6(host) && !isIpv6(address) ? "must end in /96 to /128" : `must end in /0 to /${bitsOf(address)}`;
  if (/^\d+(\.\d+){3}$/.test(host)) return host.split(".").some((part) => Number(part) > 255) ? "has a number above 255" : "has leading zeros, which some read as octal";
  return "is not an address like 192.0.2.7 or a block like 10.0.0.0/8 or 2001:db8::/32";
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const looksLikeIpv6 = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/;

const isIpv6 = (address: string) => address.includes(":");
const bitsOf = (address: string) => (isIpv6(address) ? 128 : 32);

/** Both in canonical form. */
function contains(block: string, address: string): boolean {
  const [host = "", bits] = block.split("/");
  if (isIpv6(host) !== isIpv6(address)) return false;
  const rest = BigInt(bitsOf(host) - Number(bits ?? bitsOf(host)));
  return toNumber(host) >> rest === toNumber(address) >> rest;
}

function toNumber(address: string): bigint {
  if (!isIpv6(address)) return address.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
  const [head = "", tail = ""] = address.split("::");
  const [front, back] = [head.split(":").filter(Boolean), tail.split(":").filter(Boolean)];
  const groups = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => "0"), ...back];
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
