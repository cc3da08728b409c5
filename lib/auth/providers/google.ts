import Google from "next-auth/providers/google";
import { z } from "zod";
import { config } from "@/lib/env/config";
import { ProviderFailure } from "./failure";
import type { Proof, WebProviderPlan } from "./plan";

const ownIssuer = "https://accounts.google.com";

/** Google, or any other server that speaks OpenID Connect as it does (`GOOGLE_ISSUER`). */
export const google: WebProviderPlan = {
  make() {
    const { clientId, clientSecret, issuer } = config().signIn.google!;
    return Google({ clientId, clientSecret, issuer, wellKnown: `${issuer}/.well-known/openid-configuration`, checks: ["pkce", "nonce"] });
  },
  parameters(intent): Record<string, string> {
    // Google knows no `prompt=login`; who is asked which account it shall be has at least seen the question
    if (config().signIn.google!.issuer === ownIssuer) return intent === "sign_in" ? {} : { prompt: "select_account" };
    return intent === "confirm" ? { prompt: "login", max_age: "60" } : {};
  },
  read(profile) {
    const { issuer } = config().signIn.google!;
    const claims = Claims.parse(profile);
    if (claims.iss.replace(/\/$/, "") !== issuer) throw new ProviderFailure("answer", `The ID token is from ${claims.iss}, expected ${issuer}`);
    return {
      provider: "google",
      issuer,
      subject: claims.sub,
      email: claims.email,
      emailVerified: claims.email_verified === true || claims.email_verified === "true",
      name: claims.name,
      authenticatedAt: claims.auth_time === undefined ? undefined : new Date(claims.auth_time * 1000),
      tellsAuthenticationTime: issuer !== ownIssuer,
    } satisfies Proof;
  },
};

const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional().catch(undefined),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().max(100).optional().catch(undefined),
  auth_time: z.number().optional(),
});
