import type { Provider } from "next-auth/providers/index";
import type { ProvedIdentity } from "@/lib/identities/provider";
import type { Intent } from "@/lib/identities/attempt";

/** A person as a provider has vouched for them, and when it last asked them to prove it. */
export type Proof = ProvedIdentity & {
  authenticatedAt: Date | undefined;
  /** Must say when, if it was asked to make them sign in again. */
  tellsAuthenticationTime: boolean;
};

/** What is particular to one provider. */
export type WebProviderPlan = {
  /** next-auth's own description of it, with our client and addresses. */
  make(): Provider;
  /** Parameters of the authorization request beside the usual ones. */
  parameters(intent: Intent): Record<string, string>;
  read(profile: unknown): Proof;
};
