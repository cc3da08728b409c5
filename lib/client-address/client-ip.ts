import { canonicalAddress, isInBlocks } from "./addresses";
import { config } from "@/lib/env/config";

/** The parts of a request that say where it came from. */
export type Arrival = { peer: string | undefined; header(name: string): string | undefined };

/**
 * The client's address: the socket's, or, where the socket is a trusted proxy, the right-most address of X-Forwarded-For that
 * is none. A header from anybody else changes nothing. Undefined where it is not known; limits by address then refuse.
 */
export function clientIp(incoming: Arrival): string | undefined {
  const peer = incoming.peer === undefined ? undefined : canonicalAddress(incoming.peer);
  const proxies = config().trustedProxies;
  if (peer === undefined || proxies.length === 0 || !isInBlocks(peer, proxies)) return peer;
  const hops = (incoming.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim()).filter(Boolean);
  for (const hop of hops.toReversed()) {
    const address = canonicalAddress(withoutPort(hop));
    if (address === undefined) return undefined;
    if (!isInBlocks(address, proxies)) return address;
  }
  return peer;
}

/** Some proxies write `192.0.2.7:5123` or `[2001:db8::1]:5123`. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(hop)?.[1] ?? hop;
}
