import type { OAuthConfig } from "next-auth/providers/index";
import { z } from "zod";
import { config } from "@/lib/env/config";
import { telegramIssuer } from "@/lib/telegram/accounts/identity";
import { ProviderFailure } from "./failure";
import type { Proof, WebProviderPlan } from "./plan";

/**
 * Telegram's OpenID provider (`TELEGRAM_CLIENT_ID`). Its `sub` is another for each client; the claim `id` is the number by which the
 * bot knows the same person, and so it is the identity here: one Telegram, one account, whichever way it comes.
 */
export const telegram: WebProviderPlan = {
  make() {
    const { clientId, clientSecret, issuer } = config().signIn.telegram!.oidc!;
    const provider: OAuthConfig<z.infer<typeof Claims>> = {
      id: "telegram",
      name: "Telegram",
      type: "oauth",
      clientId,
      clientSecret,
      issuer,
      wellKnown: `${issuer}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid profile" } },
      idToken: true,
      checks: ["pkce", "nonce"],
      profile: ({ id }) => ({ id }),
    };
    return provider as OAuthConfig<unknown> as ReturnType<WebProviderPlan["make"]>;
  },
  parameters: () => ({}),
  read(profile) {
    const { issuer } = config().signIn.telegram!.oidc!;
    const { iss, id, name, preferred_username: username } = Claims.parse(profile);
    if (iss.replace(/\/$/, "") !== issuer) throw new ProviderFailure("answer", `The ID token is from ${iss}, expected ${issuer}`);
    // it does not say when it last asked: to confirm once more that it is them, people use the bot
    return { provider: "telegram", issuer: telegramIssuer, subject: id, emailVerified: false, name, username, authenticatedAt: undefined, tellsAuthenticationTime: true } satisfies Proof;
  },
};

const Claims = z.object({
  iss: z.string(),
  id: z.union([z.int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)]).transform(String),
  name: z.string().max(100).optional().catch(undefined),
  preferred_username: z.string().max(100).optional().catch(undefined),
});
