import { quote, type Findings } from "../findings";
import { canonicalResource } from "@/lib/resources";
import { describeAnswer, isAbsolute, nullMembers, type Probed, type Prober } from "./probe";

/** The metadata of the protected resource (RFC 9728), where a client looks for it; returns the authorization server it names. */
export async function checkResourceMetadata(findings: Findings, prober: Prober, address: URL, named: string | undefined): Promise<string | undefined> {
  const path = address.pathname === "/" ? "" : address.pathname;
  const suffixed = `${address.origin}/.well-known/oauth-protected-resource${path}`;
  const root = `${address.origin}/.well-known/oauth-protected-resource`;
  const asked = [...new Set([named, suffixed, root].filter((one) => one !== undefined))];
  const found = new Map<string, Probed>();
  for (const one of asked) found.set(one, await prober.ask(one, { headers: { accept: "application/json" } }));
  if (named !== undefined && !isDocument(found.get(named))) {
    findings.bad("resource-metadata", "The metadata that the 401 names is not there", `${named}: ${describeAnswer(found.get(named)!)}.`, "Serve the document as JSON with status 200 at that address, without a token.");
  }
  if (isDocument(found.get(suffixed))) findings.good("resource-metadata", "The metadata is where clients look first", suffixed);
  else findings.warn("resource-metadata", "The metadata is not at the address with the server's path", `${suffixed}: ${describeAnswer(found.get(suffixed)!)}.`, "Serve it there as well: clients that get no address build this one (RFC 9728, section 3.1).");
  if (path !== "" && !isDocument(found.get(root))) findings.warn("resource-metadata", "The metadata is not at the root", `${root}: ${describeAnswer(found.get(root)!)}.`, "Some clients look only there: serve it at both addresses.");
  const document = asked.map((one) => found.get(one)).find(isDocument);
  if (!document) {
    findings.bad("resource-metadata", "There is no protected resource metadata", "None of its addresses answered a JSON document.", "Publish it (RFC 9728), with `resource` and `authorization_servers`.");
    return undefined;
  }
  return checkMembers(findings, document.json!, address);
}

function isDocument(answer: Probed | undefined): answer is Probed {
  return answer?.status === 200 && answer.json !== undefined;
}

function checkMembers(findings: Findings, json: Record<string, unknown>, address: URL): string | undefined {
  checkResource(findings, json.resource, address);
  const nulls = nullMembers(json);
  if (nulls.length > 0) findings.bad("resource-metadata-null", "The metadata has members that are null", quote(nulls.join(", ")), "Leave out what there is not: strict clients refuse null.");
  if (Array.isArray(json.scopes_supported) && json.scopes_supported.length === 0) findings.bad("scopes", "scopes_supported is an empty list", "Some clients then ask for nothing, over and over.", "Name the scopes, or leave the member out.");
  const servers = json.authorization_servers;
  const [first] = Array.isArray(servers) ? (servers as unknown[]) : [];
  if (!isAbsolute(first)) {
    findings.bad("authorization-servers", "No authorization server is named", `authorization_servers is ${quote(servers)}.`, "Name the issuer of your authorization server by its whole address.");
    return undefined;
  }
  if ((servers as unknown[]).length > 1) findings.warn("authorization-servers", "More than one authorization server is named", quote(servers), "Clients take the first one: put the one that you mean there.");
  else findings.good("authorization-servers", "The authorization server is named", first);
  return first;
}

function checkResource(findings: Findings, resource: unknown, address: URL): void {
  const typed = address.href.replace(/\/$/, address.pathname === "/" ? "" : "/");
  const fix = `Set resource to exactly ${typed}: clients compare it with what people typed, and put it into the token's audience.`;
  if (resource === undefined) findings.bad("resource", "The metadata does not say which resource it is about", "The member `resource` is missing.", fix);
  else if (resource === typed || resource === address.href) findings.good("resource", "The metadata is about exactly this address", quote(resource));
  else if (typeof resource === "string" && canonicalResource(resource) === canonicalResource(address.href)) findings.warn("resource", "The metadata names the address in another spelling", `resource is ${quote(resource)}, asked was ${typed}.`, fix);
  else findings.bad("resource", "The metadata is about another resource", `resource is ${quote(resource)}, asked was ${typed}. Strict clients stop here.`, fix);
}
