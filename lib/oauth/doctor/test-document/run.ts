import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { TestReport } from "@/lib/contract/doctor";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { requireDocumentAddress } from "../../clients/document/address";
import { getDocument, readDocument, type FetchedDocument } from "../../clients/document/fetch";
import { provenDomain } from "../../clients/document/proven-domain";
import { clientKeys } from "../../clients/keys";
import { isLoopbackRedirect } from "../../clients/redirect-uri";
import { isOauthRefusal } from "../../errors";
import { causes } from "../causes";
import { Findings, quote, requireTestBudget } from "../findings";

/** Reads a client's metadata document as the authorization server does, and explains what it finds. Throws RATE_LIMITED. */
export async function testClientDocument(ctx: UserContext, url: string): Promise<TestReport> {
  requireTestBudget(ctx);
  const findings = new Findings();
  checkSwitch(findings);
  await walk(findings, url.trim());
  return findings.report(url);
}

async function walk(findings: Findings, address: string): Promise<void> {
  const isAddress = attempt(findings, "address", () => void requireDocumentAddress(address));
  if (!(await isAddress)) return;
  findings.good("address", "The address can be a client_id", "https, a path, no fragment, written in its plain form.");
  const answer = await attempt(findings, "fetch", () => getDocument(address));
  if (!answer) return;
  const document = await attempt(findings, "document", async () => readDocument(address, answer.value));
  if (!document) return;
  findings.good("document", "The document is valid", `It is ${answer.value.body.length} of at most 5,120 bytes, JSON, and its client_id is its own address.`);
  checkRedirects(findings, address, document.value);
  await checkProof(findings, document.value);
  checkExtras(findings, answer.value.body.toString("utf8"), document.value);
}

/** What the authorization server would refuse with, as a finding. */
async function attempt<T>(findings: Findings, check: string, act: () => T | Promise<T>): Promise<{ value: T } | undefined> {
  try {
    return { value: await act() };
  } catch (error) {
    if (!isOauthRefusal(error)) throw error;
    const cause = error.causeCode && causes[error.causeCode];
    findings.bad(check, cause?.title ?? "The document is refused", error.description, cause?.fix ?? "The description says what is wrong.");
    return undefined;
  }
}

function checkSwitch(findings: Findings): void {
  if (!config().cimdEnabled) findings.warn("switch", "This server does not read metadata documents", "CIMD_ENABLED is not set, so clients register themselves instead.", "An administrator sets CIMD_ENABLED=true where the server may make requests to the internet.");
}

function checkRedirects(findings: Findings, address: string, { metadata: { redirectUris, name } }: FetchedDocument): void {
  const domain = provenDomain(address, redirectUris);
  const loopback = redirectUris.filter(isLoopbackRedirect);
  findings.good("name", "People will see it under this name", name);
  if (domain !== undefined) findings.good("redirect-uris", `It counts as verified to be ${domain}`, `Its web redirects are on the host of the document: ${redirectUris.filter((uri) => uri.startsWith("https://")).join(", ")}`);
  else if (loopback.length < redirectUris.length) findings.warn("redirect-uris", "It is shown as unverified", `Its redirects are on other hosts than the document: ${quote(redirectUris.join(", "))}.`, "Host the document where the client's own redirects are.");
  if (loopback.length > 0) findings.good("loopback", "Redirects to the person's own machine have any port", `${loopback.join(", ")}. Any program there could listen, so people are warned and asked each time unless they say otherwise.`);
}

async function checkProof(findings: Findings, { metadata, otherAuthMethods }: FetchedDocument): Promise<void> {
  const methods = [metadata.tokenEndpointAuthMethod, ...otherAuthMethods];
  findings.good("auth-method", "How it may prove itself", methods.join(", "));
  if (!methods.includes("private_key_jwt")) return;
  try {
    const { keys } = await clientKeys({ jwks: metadata.jwks ?? null, jwksUri: metadata.jwksUri ?? null } as OauthClient, { mayBeOld: false });
    findings.good("keys", "Its keys can be fetched", `${keys.length} at ${metadata.jwksUri ?? "the document itself"}.`);
  } catch (error) {
    findings.bad("keys", "Its keys cannot be fetched", `${metadata.jwksUri ?? "jwks"}: ${(error as Error).message}.`, "Serve a JWK Set of public keys there, as JSON, from a public address.");
  }
}

function checkExtras(findings: Findings, text: string, { metadata, freshUntil }: FetchedDocument): void {
  const said = JSON.parse(text) as { grant_types?: unknown; client_name?: unknown };
  const ignored = Array.isArray(said.grant_types) ? (said.grant_types as unknown[]).filter((grant) => !metadata.grantTypes.includes(grant as string)) : [];
  if (ignored.length > 0) findings.warn("grant-types", "Some grant types are not offered here", `${quote(ignored.join(", "))}: they are ignored.`, "Nothing to do, unless the client needs them.");
  if (typeof said.client_name !== "string") findings.warn("client-name", "It has no client_name", "People see where it redirects to in place of a name.", "Add client_name.");
  const minutes = Math.round((freshUntil.getTime() - clock.now().getTime()) / 60_000);
  findings.good("cache", "How long a copy counts", `${minutes} minutes, by its cache headers and within 5 minutes and a day. Changes are seen after that.`);
}
