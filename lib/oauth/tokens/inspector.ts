import { authenticate } from "@/lib/access/authenticate";
import type { Caller, Principal } from "@/lib/context";
import { builtInScopes, roleReaches, scopeAllows, type Role } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { isRefusal } from "@/lib/errors";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import { authenticateClient } from "../clients/authenticate";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";
import { portalResources } from "@/lib/resources";

/** Who asks about a token, and which tokens are theirs to ask about. */
export type Inspector = {
  /** The credential or client that asks. */
  id: string;
  clientRowId: string | undefined;
  mayInspect(principal: Principal): boolean;
};

type Input = { caller: Caller; header: (name: string) => string | undefined; form: OauthForm };

/**
 * RFC 7662, section 2.1: whoever asks proves who they are: a confidential client, or a credential with `tokens:verify` as
 * Bearer or, for keys, as X-API-Key. Throws invalid_client, invalid_token or insufficient_scope.
 */
export async function requireInspector({ caller, header, form }: Input): Promise<Inspector> {
  const authorization = header("authorization") ?? "";
  const bearer = /^bearer (\S+)$/i.exec(authorization.trim())?.[1];
  if (bearer !== undefined) return byCredential(caller, bearer);
  const apiKey = header("x-api-key")?.trim();
  if (authorization === "" && apiKey) return byCredential(caller, apiKey);
  if (authorization === "" && !form.has("client_id") && !form.has("client_assertion")) throw new OauthRefusal("invalid_client", "Authenticate as a confidential client, or with a credential that has tokens:verify", { cause: "client_auth_missing" });
  const client = await authenticateClient(header, form);
  if (client.tokenEndpointAuthMethod === "none") throw new OauthRefusal("invalid_client", "A public client may not ask about tokens: anybody could use its client_id", { cause: "client_auth_missing" });
  const isTrusted = await isResourceServer(client);
  return {
    id: client.id,
    clientRowId: client.id,
    mayInspect: (principal) => isTrusted || principal.client?.id === client.id || (principal.audience !== undefined && client.resources.includes(principal.audience)),
  };
}

async function byCredential(caller: Caller, token: string): Promise<Inspector> {
  const call = new Call({ ...caller, channel: "rest", method: "POST", target: "/oauth/introspect", scopes: ["tokens:verify"] });
  try {
    return await inspectorOf(call, token);
  } catch (error) {
    call.reason ??= error instanceof OauthRefusal && error.code === "insufficient_scope" ? "FORBIDDEN" : "INVALID_TOKEN";
    throw error;
  } finally {
    recordCall(call);
  }
}

async function inspectorOf(call: Call, token: string): Promise<Inspector> {
  let principal: Principal;
  try {
    principal = await authenticate(token, call);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    call.reason = error.code;
    throw new OauthRefusal("invalid_token", error.message, { cause: "token_invalid" });
  }
  if (principal.audience !== undefined && !portalResources().includes(principal.audience)) throw new OauthRefusal("invalid_token", "The access token is for another resource", { cause: "token_other_audience" });
  if (!scopeAllows(principal.scopes, "tokens:verify")) throw new OauthRefusal("insufficient_scope", "The credential needs the scope tokens:verify", { cause: "scope_insufficient" });
  return { id: principal.credentialId, clientRowId: principal.client?.id, mayInspect: () => true };
}

/** A client that somebody registered by hand who may themselves hold `tokens:verify`; one that registered itself is nobody's. */
async function isResourceServer(client: OauthClient): Promise<boolean> {
  if (client.kind !== "registered" || client.ownerId === null) return false;
  const owner = await db().user.findUnique({ where: { id: client.ownerId }, select: { role: true, suspendedAt: true } });
  return owner !== null && !owner.suspendedAt && roleReaches(owner.role as Role, builtInScopes["tokens:verify"].lowestRole);
}
