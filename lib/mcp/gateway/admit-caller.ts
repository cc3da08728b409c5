import { authenticate } from "@/lib/access/authenticate";
import { isMeantFor } from "@/lib/access/is-meant-for";
import { localAdmin } from "@/lib/access/local-admin";
import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "@/lib/http/incoming";
import { readCredential } from "@/lib/http/read-credential";
import type { Call } from "@/lib/usage/record/call";
import { WrongAudience } from "../door/wrong-audience";

export type Admitted = { principal: Principal; /** What was presented; undefined where authentication is switched off. */ secret: string | undefined };

/**
 * Who calls an MCP server behind the gateway, asked at every request. An access token counts only if it was made for this very server
 * (RFC 8707); keys are good wherever their scopes suffice, unless a rule asks for layer 2. The browser's cookie never counts.
 * Throws AUTH_REQUIRED, INVALID_TOKEN, TOKEN_EXPIRED, IP_NOT_ALLOWED or ACCOUNT_SUSPENDED.
 */
export async function admitCaller(incoming: Incoming, call: Call, resource: string): Promise<Admitted> {
  const presented = await readCredential(incoming, false);
  if (presented?.by !== "header") {
    if (!config().enableAuth) return { principal: await localAdmin(), secret: undefined };
    throw new Refusal("AUTH_REQUIRED");
  }
  const principal = await authenticate(presented.secret, call);
  if (!isMeantFor(principal, resource)) throw new WrongAudience(principal, resource);
  return { principal, secret: presented.secret };
}
