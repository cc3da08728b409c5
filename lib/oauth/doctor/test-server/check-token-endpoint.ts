import { quote, type Findings } from "../findings";
import type { ServerMetadata } from "./check-authorization-server";
import { describeAnswer, isAbsolute, type Prober } from "./probe";

/** How the token endpoint speaks to a client that it does not know. Nothing is registered and nothing is given. */
export async function checkTokenEndpoint(findings: Findings, prober: Prober, { token_endpoint: endpoint, jwks_uri }: ServerMetadata): Promise<void> {
  if (isAbsolute(endpoint)) await askUnknown(findings, prober, endpoint);
  if (isAbsolute(jwks_uri)) await checkKeys(findings, prober, jwks_uri);
}

async function askUnknown(findings: Findings, prober: Prober, endpoint: string): Promise<void> {
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id: "connection-doctor", code: "none", code_verifier: "x".repeat(43), redirect_uri: "http://localhost/callback" }).toString();
  const answer = await prober.ask(endpoint, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" }, body });
  const error = answer.json?.error;
  if (answer.status < 400 || answer.status >= 500 || typeof error !== "string") {
    findings.bad("token-endpoint", "The token endpoint does not answer as OAuth asks", `${describeAnswer(answer)}${error === undefined ? ", without a JSON `error`" : ""}.`, "Answer errors with 400 or 401 and JSON { error, error_description } (RFC 6749, section 5.2); accept form-encoded bodies.");
    return;
  }
  if (error === "invalid_client") findings.good("token-endpoint", "An unknown client is told invalid_client", "A client whose registration was removed then registers again.");
  else findings.warn("token-endpoint", "An unknown client is not told invalid_client", `It is told ${quote(error)}. A client whose registration was removed then never registers again.`, "Answer 401 invalid_client where the client is not known.");
  if (!/no-store/.test(answer.header("cache-control") ?? "")) findings.warn("token-endpoint-cache", "Answers of the token endpoint may be kept", `Cache-Control is ${quote(answer.header("cache-control"))}.`, "Send Cache-Control: no-store (RFC 6749, section 5.1).");
}

async function checkKeys(findings: Findings, prober: Prober, address: string): Promise<void> {
  const answer = await prober.ask(address, { headers: { accept: "application/json" } });
  if (answer.status === 200 && Array.isArray(answer.json?.keys)) findings.good("keys", "The keys that verify tokens are published", address);
  else findings.warn("keys", "The keys that verify tokens cannot be fetched", `${address}: ${describeAnswer(answer)}.`, "Serve a JWK Set (RFC 7517) there, or leave jwks_uri out.");
}
