import type { Findings } from "../findings";
import { quote } from "../findings";
import { describeAnswer, isAbsolute, type Probed, type Prober } from "./probe";

const initialize = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "Connection doctor", version: "1" } } });
const speaksMcp = { accept: "application/json, text/event-stream", "content-type": "application/json" };

export type Challenge = { resourceMetadata: string | undefined };

/** What a client without a token is told, and one whose token is bad (MCP authorization; RFC 6750; RFC 9728, section 5.1). */
export async function checkChallenge(findings: Findings, prober: Prober, address: string): Promise<Challenge | undefined> {
  const first = await prober.ask(address, { method: "POST", headers: speaksMcp, body: initialize });
  if (first.problem !== undefined) {
    findings.bad("reachable", "The server does not answer", describeAnswer(first), "Check the address, the name in DNS, the certificate and the firewall. Private addresses are not asked from here.");
    return undefined;
  }
  if (!checkStatus(findings, first)) return { resourceMetadata: undefined };
  const challenge = readChallenge(findings, first);
  await checkOtherMethod(findings, prober, address);
  await checkBadToken(findings, prober, address);
  await checkPreflight(findings, prober, address);
  return challenge;
}

function checkStatus(findings: Findings, first: Probed): boolean {
  if (first.status === 401) {
    findings.good("challenge", "A call without a token is answered with 401", "That is how a client learns that it has to sign in.");
    return true;
  }
  if (first.status >= 200 && first.status < 300) {
    findings.warn("challenge", "A call without a token is served", `${describeAnswer(first)}. Clients only begin to sign in after a 401; a challenge in a 200 is not heeded.`, "If the server is meant to be protected, answer 401 with WWW-Authenticate to every call without a token, also to initialize.");
  } else if (first.status >= 300 && first.status < 400) {
    findings.bad("challenge", "The address redirects", `${describeAnswer(first)}. Clients drop the token at a redirect, or do not follow it.`, "Answer at the very address that people type, with and without a slash at its end.");
  } else {
    findings.bad("challenge", "A call without a token is not answered with 401", `${describeAnswer(first)}. Only a 401 makes a client sign in.`, first.status === 403 ? "403 often comes from a firewall in front of the server: let clients through, and answer 401." : "Answer 401 with WWW-Authenticate; see that the address and its path reach the MCP server.");
  }
  return false;
}

function readChallenge(findings: Findings, { header }: Probed): Challenge {
  const challenge = header("www-authenticate");
  if (challenge === undefined || !/^\s*bearer\b/i.test(challenge)) {
    findings.warn("www-authenticate", "The 401 does not say how to sign in", `WWW-Authenticate is ${quote(challenge)}.`, 'Send WWW-Authenticate: Bearer resource_metadata="https://...". Clients that get none guess the address of the metadata.');
    return { resourceMetadata: undefined };
  }
  if (/\berror\s*=/.test(challenge)) findings.warn("www-authenticate", "The 401 reports an error although no token was sent", `It says ${quote(challenge)}.`, "Leave error out where there is no token (RFC 6750, section 3.1): some clients throw their registration away.");
  const resourceMetadata = /\bresource_metadata\s*=\s*"?([^",\s]+)/i.exec(challenge)?.[1];
  if (resourceMetadata === undefined) {
    findings.warn("www-authenticate", "The 401 does not name the metadata", `It says ${quote(challenge)}.`, 'Add resource_metadata="https://..." (RFC 9728, section 5.1).');
  } else if (!isAbsolute(resourceMetadata)) {
    findings.bad("www-authenticate", "The address of the metadata is not absolute", `resource_metadata is ${quote(resourceMetadata)}; clients fail at it.`, "Write the whole address, with https://.");
    return { resourceMetadata: undefined };
  } else {
    findings.good("www-authenticate", "The 401 names the metadata by an absolute address", resourceMetadata);
  }
  return { resourceMetadata };
}

async function checkOtherMethod(findings: Findings, prober: Prober, address: string): Promise<void> {
  const answer = await prober.ask(address, { headers: { accept: "text/event-stream" } });
  if (answer.status === 401) findings.good("get", "GET is answered with 401 as well", "Clients that open the stream first are told the same.");
  else if (answer.status !== 405) findings.warn("get", "GET is answered differently from POST", `${describeAnswer(answer)}.`, "Answer 401 to GET without a token too, or 405 where there is no stream.");
}

async function checkBadToken(findings: Findings, prober: Prober, address: string): Promise<void> {
  const answer = await prober.ask(address, { method: "POST", headers: { ...speaksMcp, authorization: "Bearer not-a-token" }, body: initialize });
  const challenge = answer.header("www-authenticate") ?? "";
  if (answer.status !== 401) findings.bad("bad-token", "A bad token is not answered with 401", `${describeAnswer(answer)}. Clients refresh their token only after a 401.`, 'Answer 401 with error="invalid_token".');
  else if (!/error\s*=\s*"?invalid_token/.test(challenge)) findings.warn("bad-token", "A bad token is refused without a reason", `WWW-Authenticate is ${quote(challenge)}.`, 'Add error="invalid_token" (RFC 6750, section 3.1).');
  else findings.good("bad-token", "A bad token is answered with 401 and invalid_token", "Clients then refresh it.");
}

async function checkPreflight(findings: Findings, prober: Prober, address: string): Promise<void> {
  const answer = await prober.ask(address, { method: "OPTIONS", headers: { origin: "https://inspector.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type,mcp-protocol-version" } });
  const isAllowed = answer.status >= 200 && answer.status < 300 && answer.header("access-control-allow-origin") !== undefined;
  if (isAllowed) findings.good("cors", "Clients in a browser may call", "The preflight is answered.");
  else findings.warn("cors", "Clients in a browser cannot call", `${describeAnswer(answer)} to the preflight, ${answer.header("access-control-allow-origin") === undefined ? "without Access-Control-Allow-Origin" : "which is not a success"}.`, "Answer OPTIONS with 204 and the Access-Control headers, and expose WWW-Authenticate and Mcp-Session-Id. Only clients that run on a web page need it.");
}
