import { authenticate } from "@/lib/access/authenticate";
import { localAdmin } from "@/lib/access/local-admin";
import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "@/lib/http/incoming";
import { readCredential } from "@/lib/http/read-credential";
import { mcpResource } from "@/lib/resources";
import type { Call } from "@/lib/usage/record/call";
import { WrongAudience } from "./door/wrong-audience";

/**
 * Who calls our MCP server, asked at every request. An access token counts only if it was made for this very resource
 * (RFC 8707): one for the REST API is refused. A session token counts: it is got from this house by name and password, which
 * no app ever sees, and the stdio server comes with one. The browser's cookie never counts.
 * Throws AUTH_REQUIRED, INVALID_TOKEN, TOKEN_EXPIRED, IP_NOT_ALLOWED or ACCOUNT_SUSPENDED.
 */
export async function admit(incoming: Incoming, call: Call): Promise<Principal> {
  const presented = await readCredential(incoming, false);
  if (presented?.by !== "header") {
    if (!config().enableAuth) return localAdmin();
    throw new Refusal("AUTH_REQUIRED");
  }
  const principal = await authenticate(presented.secret, call);
  if (principal.audience === mcpResource() || principal.kind === "session") return principal;
  if (!isKey(principal)) throw new WrongAudience(principal, mcpResource());
  if (!config().mcpAllowApiKeys) {
    throw new Refusal("INVALID_TOKEN", {}, "API keys are not accepted at this MCP server: let your client sign in, or ask the operator to set MCP_ALLOW_API_KEYS=true");
  }
  return principal;
}

/** Opaque keys name no resource: they are good wherever the operator lets them in. */
function isKey({ kind }: Principal): boolean {
  return kind === "api_key" || kind === "personal_token";
}
