import type { UserContext } from "@/lib/context";
import type { TestReport } from "@/lib/contract/doctor";
import { Findings, requireTestBudget } from "../findings";
import { checkAddress } from "./check-address";
import { checkAuthorizationServer } from "./check-authorization-server";
import { checkChallenge } from "./check-challenge";
import { checkResourceMetadata } from "./check-resource-metadata";
import { checkTokenEndpoint } from "./check-token-endpoint";
import { Prober } from "./probe";

/** Asks an MCP server what a strict client would ask it, up to the sign-in, and explains what it finds. Throws RATE_LIMITED. */
export async function testServer(ctx: UserContext, url: string): Promise<TestReport> {
  requireTestBudget(ctx);
  const findings = new Findings();
  const address = checkAddress(findings, url.trim());
  if (address) await walk(findings, new Prober(), address);
  return findings.report(url);
}

/** Each step needs what the one before it has found. */
async function walk(findings: Findings, prober: Prober, address: URL): Promise<void> {
  const challenge = await checkChallenge(findings, prober, address.href);
  if (!challenge) return;
  const issuer = await checkResourceMetadata(findings, prober, address, challenge.resourceMetadata);
  if (issuer === undefined) return;
  const metadata = await checkAuthorizationServer(findings, prober, issuer);
  if (metadata) await checkTokenEndpoint(findings, prober, metadata);
}
