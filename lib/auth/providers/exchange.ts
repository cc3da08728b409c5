import type { NextAuthOptions } from "next-auth";
import { clock } from "@/lib/clock";
import type { Intent } from "@/lib/identities/attempt";
import type { ProvedIdentity, WebProvider } from "@/lib/identities/provider";
import { normalizeEmail } from "@/lib/users/normalize";
import { ProviderFailure, toProviderFailure } from "./failure";
import { github } from "./github";
import { google } from "./google";
import type { Proof, WebProviderPlan } from "./plan";
import { telegram } from "./telegram";
import { runNextAuth, type Cookies } from "./run-next-auth";

const plans: Record<WebProvider, WebProviderPlan> = { google, github, telegram };

/**
 * Where the browser is to be sent, and what next-auth must see again at the end (verifier of PKCE, nonce): a secret.
 * `state` is the caller's. Throws ProviderFailure.
 */
export async function leadToProvider(provider: WebProvider, intent: Intent): Promise<{ location: URL; kept: Cookies }> {
  const plan = plans[provider];
  const { location, cookies, failure } = await runNextAuth({ options: { providers: [plan.make()] }, action: "signin", provider, query: plan.parameters(intent) });
  if (failure !== undefined) throw toProviderFailure(failure);
  if (location === undefined || cookies["pkce"] === undefined) throw new ProviderFailure("answer", "next-auth named no address");
  return { location: new URL(location), kept: { pkce: cookies["pkce"], ...(cookies["nonce"] !== undefined && { nonce: cookies["nonce"] }) } };
}

export type Return = { code: string; iss: string | undefined; kept: Cookies; intent: Intent; startedAt: Date };

/**
 * Exchanges the code for who it is: next-auth checks the verifier, the ID token's signature, issuer, audience, time and nonce.
 * It sees nothing of the address but `code` and `iss`: it would take a token in there for one that the provider gave us.
 * Throws ProviderFailure.
 */
export async function exchangeCode(provider: WebProvider, { code, iss, kept, intent, startedAt }: Return): Promise<ProvedIdentity> {
  const plan = plans[provider];
  let profile: unknown;
  const callbacks: NextAuthOptions["callbacks"] = {
    // a path means: go there, without a session
    signIn: (found) => ((profile = found.profile), "/"),
  };
  const { failure } = await runNextAuth({ options: { providers: [plan.make()], callbacks }, action: "callback", provider, query: { code, ...(iss !== undefined && { iss }) }, cookies: kept });
  if (failure !== undefined || profile === undefined) throw toProviderFailure(failure ?? new Error("The provider told nothing about the person"));
  const proof = readProof(plan, profile);
  if (intent === "confirm") requireNewProof(proof, startedAt);
  const { authenticatedAt: _when, tellsAuthenticationTime: _tells, ...proved } = proof;
  return { ...proved, email: proved.email === undefined ? undefined : normalizeEmail(proved.email) };
}

function readProof(plan: WebProviderPlan, profile: unknown): Proof {
  try {
    return plan.read(profile);
  } catch (error) {
    throw toProviderFailure(error);
  }
}

/** They were sent there to prove once more that it is them; a provider that can say when they last did must say that it was now. */
function requireNewProof({ authenticatedAt, tellsAuthenticationTime }: Proof, startedAt: Date): void {
  if (authenticatedAt === undefined && !tellsAuthenticationTime) return;
  if (authenticatedAt === undefined || authenticatedAt.getTime() < startedAt.getTime() - toleranceMilliseconds || authenticatedAt.getTime() > clock.now().getTime() + toleranceMilliseconds) {
    throw new ProviderFailure("stale", "The provider did not ask the person to sign in again");
  }
}

const toleranceMilliseconds = 60_000;
