import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { SafeFetchError } from "./error";
import { isLoopbackAddress, isPublicAddress } from "./public-address";

export type Resolve = (hostname: string) => Promise<string[]>;
type Limits = { ownOrigins?: readonly string[]; allowLoopback?: boolean; resolve?: Resolve };

/**
 * The addresses to connect to, checked. One that is not allowed spoils all: a name that answers both a public and a private
 * address wants to be let in by the first and to be served by the second.
 */
export async function pin(url: URL, limits: Limits): Promise<{ address: string; family: 4 | 6 }[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(hostname) ? [hostname] : await resolveName(hostname, limits.resolve ?? bySystem);
  if (!limits.ownOrigins?.includes(url.origin)) {
    const refused = addresses.find((address) => !isPublicAddress(address) && !(limits.allowLoopback && isLoopbackAddress(address)));
    if (refused !== undefined) throw new SafeFetchError("address_refused", "its host has an address that is not on the public internet");
  }
  return addresses.map((address) => ({ address, family: isIP(address) as 4 | 6 }));
}

async function resolveName(hostname: string, resolve: Resolve): Promise<string[]> {
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length === 0) throw new SafeFetchError("not_found", "its host name does not exist");
  return addresses;
}

const bySystem: Resolve = async (hostname) => (await lookup(hostname, { all: true, order: "ipv4first" })).map(({ address }) => address);
