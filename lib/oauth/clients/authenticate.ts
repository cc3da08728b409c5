import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import type { OauthForm } from "../form";
import { OauthRefusal } from "../errors";
import { requireAssertion } from "./assertion";
import { requireClient } from "./find";

type Headers = (name: string) => string | undefined;

/** How a request proves which client it is from (RFC 6749, section 2.3; RFC 7523, section 2.2). */
type Proof =
  | { method: "none"; clientId: string | undefined }
  | { method: "client_secret_basic" | "client_secret_post"; clientId: string | undefined; secret: string }
  | { method: "private_key_jwt"; clientId: string | undefined; assertion: string };

/**
 * The client that makes a request to the token endpoint and its kin. What was registered is enforced: a client with a secret
 * or key must show it, in the registered way, and a public one must not show any. Throws invalid_client (401) where it fails.
 */
export async function authenticateClient(header: Headers, form: OauthForm): Promise<OauthClient> {
  const proof = readProof(header("authorization"), form);
  const client = await requireClient(proof.clientId);
  requireRegisteredMethod(client, proof);
  if (proof.method === "private_key_jwt") await requireAssertion(client, proof.assertion);
  else if (proof.method !== "none") await requireSecret(client, proof.secret);
  return client;
}

function readProof(authorization: string | undefined, form: OauthForm): Proof {
  const clientId = form.get("client_id");
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if ([basic, secret, assertion].filter((given) => given !== undefined).length > 1) {
    throw new OauthRefusal("invalid_request", "Authenticate the client in one way, not two (RFC 6749, section 2.3)", { cause: "client_auth_method" });
  }
  if (basic) {
    if (clientId !== undefined && clientId !== basic.clientId) throw new OauthRefusal("invalid_request", "client_id differs from the one in the Authorization header", { cause: "client_auth_method" });
    return { method: "client_secret_basic", ...basic };
  }
  if (assertion !== undefined) {
    if (form.get("client_assertion_type") !== jwtBearer) throw new OauthRefusal("invalid_request", `client_assertion_type must be ${jwtBearer}`, { cause: "client_assertion_invalid" });
    return { method: "private_key_jwt", clientId: clientId ?? subjectOf(assertion), assertion };
  }
  return secret === undefined ? { method: "none", clientId } : { method: "client_secret_post", clientId, secret };
}

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** RFC 6749, section 2.3.1: both parts are form-urlencoded before they are joined. */
function readBasic(authorization: string): { clientId: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization.trim())?.[1];
  const pair = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 1) throw new OauthRefusal("invalid_client", "The Authorization header must be `Basic` with client_id and client_secret", { cause: "client_auth_method" });
  return { clientId: decodePart(pair.slice(0, colon)), secret: decodePart(pair.slice(colon + 1)) };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // not encoded at all, as many clients send it
    return text;
  }
}

/** Whose assertion it claims to be; nothing is believed before the signature was checked. */
function subjectOf(assertion: string): string | undefined {
  try {
    const { sub } = JSON.parse(Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString("utf8")) as { sub?: unknown };
    return typeof sub === "string" ? sub : undefined;
  } catch {
    return undefined;
  }
}

function requireRegisteredMethod(client: OauthClient, proof: Proof): void {
  const registered = client.tokenEndpointAuthMethod;
  if (proof.method === registered || client.otherAuthMethods.includes(proof.method)) return;
  const detail = { client_id: client.clientId, registered, sent: proof.method };
  if (proof.method === "none") throw new OauthRefusal("invalid_client", `This client is registered with ${registered}: it must authenticate`, { cause: "client_auth_missing", detail });
  throw new OauthRefusal("invalid_client", `This client is registered with ${registered}, and came with ${proof.method}`, { cause: "client_auth_method", detail });
}

async function requireSecret(client: OauthClient, secret: string): Promise<void> {
  const row = await db().oauthClientSecret.findFirst({ where: { hash: sha256(secret), clientId: client.id, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] } });
  if (!row) throw new OauthRefusal("invalid_client", "The client secret is wrong", { cause: "client_secret_wrong", detail: { client_id: client.clientId } });
}
