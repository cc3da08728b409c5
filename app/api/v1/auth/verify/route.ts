import { contract } from "@/lib/contract";
import { toWireTime } from "@/lib/clock";
import { handle } from "@/lib/http/handle";
import { methods } from "@/lib/http/methods";
import { toUserSummary } from "@/lib/users/view";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: handle(contract.verifyMe, ({ ctx: { principal } }) => ({
    body: {
      valid: true as const,
      kind: principal.kind,
      user: toUserSummary(principal.user),
      scopes: [...principal.scopes],
      groups: [...principal.user.groups],
      expires_at: toWireTime(principal.expiresAt),
    },
  })),
});
