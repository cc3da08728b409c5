import { networkOf } from "@/lib/client-address/addresses";
import type { Principal } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/** A limit of calls a minute does not bound what stays open. */
export const streamPlaces = { perCaller: 200 };

const taken = new Map<string, number>();

/** A place for one more event stream or web socket of this caller on this instance; returns a function that gives it back. Throws RATE_LIMITED. */
export function takePlace(principal: Principal | undefined, ip: string | undefined): () => void {
  const caller = principal ? `credential ${principal.budgetId}` : `network ${networkOf(ip)}`;
  const open = taken.get(caller) ?? 0;
  if (open >= streamPlaces.perCaller) throw new Refusal("RATE_LIMITED", { retry_after: 30 }, `${open} streams are open already: close one before you open another`);
  taken.set(caller, open + 1);
  return () => {
    const left = (taken.get(caller) ?? 1) - 1;
    if (left > 0) taken.set(caller, left);
    else taken.delete(caller);
  };
}
