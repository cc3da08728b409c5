import { isIP } from "node:net";
import { canonicalAddress, isInBlocks } from "@/lib/client-address/addresses";

/**
 * Is it an address of the public internet? Not so: private, shared, loopback, link-local, documentation, benchmarking, multicast
 * and reserved ones (RFC 6890), and every IPv6 form that carries an IPv4 address inside (mapped ones are judged as IPv4).
 */
export function isPublicAddress(text: string): boolean {
  const address = canonicalAddress(text);
  if (address === undefined) return false;
  return isIP(address) === 4 ? !isInBlocks(address, specialIpv4) : isInBlocks(address, globalIpv6) && !isInBlocks(address, specialIpv6);
}

export function isLoopbackAddress(text: string): boolean {
  const address = canonicalAddress(text);
  return address !== undefined && isInBlocks(address, ["127.0.0.0/8", "::1"]);
}

const specialIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Only this block is global unicast; loopback, link-local, unique local, NAT64 and multicast lie outside of it. */
const globalIpv6 = ["2000::/3"];
/** Protocol assignments with Teredo, documentation, 6to4. */
const specialIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
