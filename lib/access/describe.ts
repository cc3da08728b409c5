import type { z } from "zod";
import { toWireTime } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import type { verifyMe } from "@/lib/contract/auth";
import { toUserSummary } from "@/lib/users/view";

type Description = z.input<(typeof verifyMe)["response"]>;

/** What a principal is told about itself. It never changes, so neither does this: it is made once for each, and frozen. */
export function describePrincipal(principal: Principal): Description {
  let description = descriptions.get(principal);
  if (!description) descriptions.set(principal, (description = Object.freeze(describe(principal))));
  return description;
}

const descriptions = new WeakMap<Principal, Description>();

function describe(principal: Principal): Description {
  return {
    valid: true,
    kind: principal.kind,
    user: toUserSummary(principal.user),
    scopes: [...principal.scopes],
    groups: [...principal.user.groups],
    expires_at: toWireTime(principal.expiresAt),
  };
}
