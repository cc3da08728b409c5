import { quote, type Findings } from "../findings";
import { describeAnswer, isAbsolute, nullMembers, type Probed, type Prober } from "./probe";

export type ServerMetadata = Record<string, unknown>;

/** The metadata of the authorization server (RFC 8414, OpenID Connect Discovery), in the order in which clients look. */
export async function checkAuthorizationServer(findings: Findings, prober: Prober, issuer: string): Promise<ServerMetadata | undefined> {
  const tried: string[] = [];
  for (const address of candidates(new URL(issuer))) {
    const answer = await prober.ask(address, { headers: { accept: "application/json" } });
    if (answer.status === 200 && answer.json) {
      findings.good("server-metadata", "The authorization server publishes its metadata", address);
      checkIssuer(findings, answer.json, issuer);
      checkEndpoints(findings, answer.json);
      checkAbilities(findings, answer.json);
      checkCors(findings, answer);
      return answer.json;
    }
    tried.push(`${address}: ${describeAnswer(answer)}`);
  }
  findings.bad("server-metadata", "The authorization server publishes no metadata", tried.join(". "), "Serve RFC 8414 metadata as JSON at the first of these addresses.");
  return undefined;
}

function candidates({ origin, pathname }: URL): string[] {
  const path = pathname.replace(/\/$/, "");
  const wellKnown = ["oauth-authorization-server", "openid-configuration"].map((name) => `${origin}/.well-known/${name}${path}`);
  return path === "" ? wellKnown : [...wellKnown, `${origin}${path}/.well-known/openid-configuration`];
}

function checkIssuer(findings: Findings, { issuer }: ServerMetadata, expected: string): void {
  const fix = `Make issuer, authorization_servers, the iss parameter and the iss of tokens one and the same text. Expected is ${expected}.`;
  if (issuer === expected) findings.good("issuer", "The issuer is the same, character for character", expected);
  else if (typeof issuer === "string" && issuer.replace(/\/$/, "") === expected.replace(/\/$/, "")) findings.warn("issuer", "The issuer differs by a slash at its end", `The metadata says ${quote(issuer)}.`, fix);
  else findings.bad("issuer", "The issuer is another one", `The metadata says ${quote(issuer)}. A client must not use it then (RFC 8414, section 3.3).`, fix);
}

function checkEndpoints(findings: Findings, json: ServerMetadata): void {
  const wrong = Object.entries(json).filter(([name, value]) => /_(endpoint|uri)$/.test(name) && !isAbsolute(value)).map(([name]) => name);
  const missing = ["authorization_endpoint", "token_endpoint"].filter((name) => json[name] === undefined);
  if (missing.length > 0) findings.bad("endpoints", "An endpoint is missing", missing.join(", "), "Name it by its whole address.");
  if (wrong.length > 0) findings.bad("endpoints", "An address is not absolute", wrong.map((name) => `${name} is ${quote(json[name])}`).join("; "), "Write the whole address, with https://.");
  if (missing.length + wrong.length === 0) findings.good("endpoints", "Every endpoint is an absolute address", `${String(json.authorization_endpoint)}, ${String(json.token_endpoint)}`);
  const nulls = nullMembers(json);
  if (nulls.length > 0) findings.bad("server-metadata-null", "The metadata has members that are null", quote(nulls.join(", ")), "Leave out what there is not: the MCP SDK refuses the whole document.");
}

function checkAbilities(findings: Findings, json: ServerMetadata): void {
  const has = (member: string, value: string) => Array.isArray(json[member]) && (json[member] as unknown[]).includes(value);
  if (has("code_challenge_methods_supported", "S256")) findings.good("pkce", "PKCE with S256 is offered", "Clients insist on it.");
  else findings.bad("pkce", "PKCE with S256 is not offered", `code_challenge_methods_supported is ${quote(json.code_challenge_methods_supported)}. An MCP client must refuse to go on.`, 'Support it, and say so: code_challenge_methods_supported: ["S256"].');
  if (!has("response_types_supported", "code")) findings.bad("response-types", "The code flow is not offered", `response_types_supported is ${quote(json.response_types_supported)}.`, 'response_types_supported: ["code"].');
  if (json.grant_types_supported !== undefined && !has("grant_types_supported", "refresh_token")) findings.warn("refresh", "Refresh tokens are not offered", `grant_types_supported is ${quote(json.grant_types_supported)}: people have to sign in whenever a token expires.`, "Offer refresh_token.");
  if (Array.isArray(json.scopes_supported) && json.scopes_supported.length === 0) findings.bad("scopes", "scopes_supported is an empty list", "Some clients then ask for nothing, over and over.", "Name the scopes, or leave the member out.");
  else if (Array.isArray(json.scopes_supported) && !has("scopes_supported", "offline_access")) findings.warn("offline-access", "offline_access is not in scopes_supported", "Clients that ask for it only where it is offered may get no refresh token.", "Accept it and name it.");
  if (json.authorization_response_iss_parameter_supported !== true) findings.warn("iss", "The answer to an authorization request does not carry iss", "Clients that talk to several servers cannot tell a mix-up (RFC 9207).", "Send iss, and say authorization_response_iss_parameter_supported: true.");
  checkWaysIn(findings, json, has);
}

function checkWaysIn(findings: Findings, json: ServerMetadata, has: (member: string, value: string) => boolean): void {
  const registers = json.registration_endpoint !== undefined;
  const readsDocuments = json.client_id_metadata_document_supported === true;
  const isForPublic = json.token_endpoint_auth_methods_supported !== undefined && has("token_endpoint_auth_methods_supported", "none");
  if (!registers && !readsDocuments) {
    findings.bad("registration", "A client cannot introduce itself", "There is neither a registration_endpoint nor client_id_metadata_document_supported: each client has to be registered by hand.", "Offer dynamic registration (RFC 7591) or metadata documents.");
  } else {
    findings.good("registration", "A client can introduce itself", [registers && "dynamic registration", readsDocuments && "metadata documents"].filter(Boolean).join(" and "));
  }
  if (!isForPublic) {
    findings[readsDocuments ? "bad" : "warn"]("public-clients", "Public clients are not said to be welcome", `token_endpoint_auth_methods_supported is ${quote(json.token_endpoint_auth_methods_supported)}. Programs on people's own machines have no secret${readsDocuments ? "; hosted ones use a metadata document only where none is listed" : ""}.`, "List none.");
  }
}

function checkCors(findings: Findings, answer: Probed): void {
  if (answer.header("access-control-allow-origin") === undefined) findings.warn("server-metadata-cors", "Clients in a browser cannot read the metadata", "Access-Control-Allow-Origin is missing.", "Send Access-Control-Allow-Origin: * on metadata, registration, token and revocation.");
}
