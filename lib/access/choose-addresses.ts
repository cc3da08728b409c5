import type { Principal } from "@/lib/context";
import { invalid, Refusal } from "@/lib/errors";
import { canonicalBlock, isBlockWithin } from "@/lib/client-address/addresses";
import { problemOf } from "@/lib/contract/addresses";

export type AddressLimit = { allowedIps: string[]; ipRestricted: boolean };

/** The address limit of a new or changed credential: each entry an address or CIDR block, and never wider than its maker's. */
export function chooseAddresses(maker: Pick<Principal, "allowedIps"> | undefined, asked: readonly string[] | null | undefined): AddressLimit {
  const parent = maker?.allowedIps;
  if (asked === undefined || asked === null) return parent ? { allowedIps: [...parent], ipRestricted: true } : { allowedIps: [], ipRestricted: false };
  const blocks = asked.map((text, index) => {
    const block = canonicalBlock(text);
    if (block === undefined) throw invalid(`allowed_ips.${index}`, `${JSON.stringify(text)} ${problemOf(text)}`);
    return block;
  });
  if (parent) {
    const wider = blocks.find((block) => !isBlockWithin(block, parent));
    if (wider) throw new Refusal("FORBIDDEN", {}, `You cannot allow ${wider}: your own credential is limited to ${parent.join(", ")}`);
  }
  return { allowedIps: [...new Set(blocks)], ipRestricted: true };
}
