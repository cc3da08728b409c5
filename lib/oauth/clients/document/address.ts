import { config } from "@/lib/env/config";
import { OauthRefusal } from "../../errors";

/** Is this client_id the address of a metadata document, and not one that we gave? */
export function isDocumentAddress(clientId: string): boolean {
  return /^https?:\/\//i.test(clientId);
}

/**
 * draft-ietf-oauth-client-id-metadata-document, section 3: https, a path, no fragment, no user, no dot segments. Plain http only
 * to this machine, where the house itself runs on it.
 */
export function requireDocumentAddress(clientId: string): URL {
  const why = whyNotAnAddress(clientId);
  if (why) throw new OauthRefusal("invalid_client", `A client_id that is an address ${why}`, { cause: "document_address_invalid", detail: { client_id: clientId.slice(0, 500) } });
  return new URL(clientId);
}

function whyNotAnAddress(clientId: string): string | undefined {
  if (clientId.length > 1000 || !/^[\x21-\x7e]+$/.test(clientId) || /[\\"<>^`{|}]/.test(clientId) || !URL.canParse(clientId)) return "must be a plain address";
  const url = new URL(clientId);
  const isOwnMachine = config().isLoopback && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !isOwnMachine) return "must begin with https://";
  if (url.username || url.password) return "must not name a user";
  if (clientId.includes("#")) return "must not have a fragment";
  if (url.pathname === "/") return "must have a path";
  // compared byte for byte later on: it must be written as it will be fetched
  if (url.href !== clientId) return "must be written in its plain form: lower-case host, no default port, no dot segments";
  return undefined;
}
