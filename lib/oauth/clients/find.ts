import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { OauthRefusal } from "../errors";
import { findBuiltInClient, isBuiltIn } from "./built-in";
import { isDocumentAddress } from "./document/address";
import { findDocumentClient } from "./document/find";

/**
 * The client of that client_id: built in, registered by hand or by itself, or described by the metadata document at that address (CIMD).
 * Undefined where there is none. Throws OauthRefusal where a document is named that cannot be used.
 */
export async function findClient(clientId: string): Promise<OauthClient | undefined> {
  if (isDocumentAddress(clientId)) return findDocumentClient(clientId);
  if (isBuiltIn(clientId)) return findBuiltInClient(clientId);
  if (!/^[\x21-\x7e]{1,200}$/.test(clientId)) return undefined;
  return (await db().oauthClient.findUnique({ where: { clientId } })) ?? undefined;
}

/**
 * The client, if it may act. An unknown one is `invalid_client` and never `invalid_grant`: with that, clients would not
 * register again. Pending and blocked ones are `unauthorized_client`.
 */
export async function requireClient(clientId: string | undefined): Promise<OauthClient> {
  if (clientId === undefined || clientId === "") throw new OauthRefusal("invalid_client", "The request has no client_id", { cause: "client_missing" });
  const client = await findClient(clientId);
  if (!client) {
    throw new OauthRefusal("invalid_client", "There is no client with this client_id. Register again", { cause: "client_unknown", detail: { client_id: clientId.slice(0, 500) } });
  }
  const detail = { client_id: client.clientId, client_name: client.name };
  if (client.status === "pending") throw new OauthRefusal("unauthorized_client", "This client waits for an administrator's approval", { cause: "client_pending", detail });
  if (client.status === "blocked") throw new OauthRefusal("unauthorized_client", "This client was blocked by an administrator", { cause: "client_blocked", detail });
  return client;
}
