import { config } from "@/lib/env/config";
import type { IdentityProvider } from "@/lib/contract/identities";

/** Providers that a browser is sent to and comes back from. */
export const webProviders = ["google", "github", "telegram"] as const;
export type WebProvider = (typeof webProviders)[number];

/** As people call them. */
export const providerNames: Record<IdentityProvider, string> = { google: "Google", github: "GitHub", telegram: "Telegram" };

/**
 * Who somebody has proved to be elsewhere. The person is issuer plus subject; the rest may change there at any time.
 */
export type ProvedIdentity = {
  provider: IdentityProvider;
  issuer: string;
  subject: string;
  /** Normalised. */
  email?: string | undefined;
  /** The provider says that the address is this person's. */
  emailVerified: boolean;
  name?: string | undefined;
  /** What they are called there: the first idea for a username here. */
  username?: string | undefined;
};

/** Can people sign in by it in this house? */
export function isOffered(provider: IdentityProvider): boolean {
  return config().enableAuth && config().signIn[provider] !== undefined;
}

/** Can a browser be sent there and back? Telegram signs people in by its bot as well, and without this. */
export function isWebOffered(provider: WebProvider): boolean {
  return isOffered(provider) && (provider !== "telegram" || config().signIn.telegram?.oidc !== undefined);
}

export const offeredWebProviders = (): WebProvider[] => webProviders.filter(isWebOffered);
