import { authenticate } from "@/lib/access/authenticate";
import { accessCache } from "@/lib/access/cache";
import type { Awaitable } from "@/lib/awaitable";
import type { Principal } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { isRefusal } from "@/lib/errors";
import type { Recognised } from "@/lib/usage/record/call";

export type Watched = {
  /** What the caller presented; undefined: nobody's credential was needed. */
  secret: string | undefined;
  /** As whom the caller was recognised then (`call.recognised`). */
  recognised: Recognised | undefined;
  ip: string | undefined;
  userAgent: string | undefined;
  /** Would this caller, as it stands now, be let in where it was? */
  isAllowed(principal: Principal | undefined): boolean;
};

/**
 * The question that an open stream is asked when something has changed: is its credential still good, and its person still
 * allowed? Where the change was somebody else's, that costs one look into memory.
 */
export function callerStillGood({ secret, recognised, ip, userAgent, isAllowed }: Watched): () => Awaitable<boolean> {
  if (secret === undefined) return () => isAllowed(undefined);
  const hash = sha256(secret);
  let known = recognised;
  const lookUp = async (): Promise<boolean> => {
    try {
      return isAllowed(await authenticate(secret, { ip, userAgent, recognise: (credential) => void (known = credential) }));
    } catch (thrown) {
      if (isRefusal(thrown)) return false;
      throw thrown;
    }
  };
  return () => (known !== undefined && accessCache().find(hash) === known ? isAllowed(known.principal) : lookUp());
}
