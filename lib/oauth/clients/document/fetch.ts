import { clock } from "@/lib/clock";
import { clientAuthMethods } from "@/lib/contract/oauth-clients";
import { config } from "@/lib/env/config";
import { SafeFetchError } from "@/lib/safe-fetch/error";
import { safeFetch, type Fetched } from "@/lib/safe-fetch/safe-fetch";
import { OauthRefusal } from "../../errors";
import { readClientMetadata, type AuthMethod, type ClientMetadata } from "../metadata";
import { freshUntil } from "./fresh-until";

export type FetchedDocument = { metadata: ClientMetadata; otherAuthMethods: AuthMethod[]; freshUntil: Date };

/**
 * Fetches and checks a client's metadata document: 200, JSON, at most 5 KB, within 5 seconds, no redirect, from a public address,
 * and its `client_id` is its own address. Throws OauthRefusal with the cause for the doctor.
 */
export async function fetchDocument(address: string): Promise<FetchedDocument> {
  return readDocument(address, await getDocument(address));
}

/** What the document says, if it is one. */
export function readDocument(address: string, answer: Fetched): FetchedDocument {
  if (answer.status !== 200) unreachable(address, `It answered status ${answer.status}${answer.status >= 300 && answer.status < 400 ? "; redirects are not followed" : ""}`);
  const type = (answer.header("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) invalid(address, `Its Content-Type is ${type || "missing"}, not application/json`);
  const document = parse(address, answer.body);
  if (document.client_id !== address) invalid(address, "Its client_id is not its own address");
  const methods = readAuthMethods(address, document);
  return {
    metadata: read(address, { ...document, token_endpoint_auth_method: methods[0] }),
    otherAuthMethods: methods.slice(1),
    freshUntil: freshUntil(answer.header("cache-control"), answer.header("expires"), clock.now()),
  };
}

export async function getDocument(address: string): Promise<Fetched> {
  try {
    return await safeFetch(address, { headers: { accept: "application/json" }, timeoutMilliseconds: 5000, largestBytes: 5 * 1024, allowLoopback: config().isLoopback });
  } catch (error) {
    if (!(error instanceof SafeFetchError)) throw error;
    if (error.reason === "busy") throw new OauthRefusal("temporarily_unavailable", "Too many metadata documents are being fetched", { cause: "document_limited", retryAfterSeconds: 5 });
    return error.reason === "too_large" ? invalid(address, error.message) : unreachable(address, error.message);
  }
}

function parse(address: string, body: Buffer): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return document as Record<string, unknown>;
  } catch {
    // told below
  }
  return invalid(address, "It is not a JSON object");
}

/**
 * How the client may prove itself, its own choice first. A document is public, so it cannot carry a secret (section 4.1 of the
 * draft). Some documents (ChatGPT's) name further methods in a plural member that is no standard.
 */
function readAuthMethods(address: string, document: Record<string, unknown>): AuthMethod[] {
  const { token_endpoint_auth_method: own = "none", token_endpoint_auth_methods_supported: others } = document;
  const named = [own, ...(Array.isArray(others) ? (others as unknown[]) : [])];
  const hasKeys = document.jwks != null || document.jwks_uri != null;
  const usable = clientAuthMethods.filter((method) => method === "none" || (method === "private_key_jwt" && hasKeys));
  const methods = [...new Set(named.flatMap((name) => usable.find((method) => method === name) ?? []))];
  return methods.length > 0 ? methods : invalid(address, `Its token_endpoint_auth_method ${JSON.stringify(own)} needs a secret or keys that the document does not have; use none, or private_key_jwt with jwks_uri`);
}

function read(address: string, document: Record<string, unknown>): ClientMetadata {
  try {
    if (document.client_secret != null) invalid(address, "It holds a client_secret, which everybody can read");
    return readClientMetadata(document);
  } catch (error) {
    if (error instanceof OauthRefusal && error.code !== "invalid_client") return invalid(address, error.description);
    throw error;
  }
}

function unreachable(address: string, problem: string): never {
  throw new OauthRefusal("invalid_client", `The client's metadata document could not be fetched. ${problem}`, { cause: "document_unreachable", detail: { client_id: address, problem } });
}

function invalid(address: string, problem: string): never {
  throw new OauthRefusal("invalid_client", `The client's metadata document is not valid. ${problem}`, { cause: "document_invalid", detail: { client_id: address, problem } });
}
