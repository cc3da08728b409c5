import type { Profile } from "next-auth";
import GitHub from "next-auth/providers/github";
import { z } from "zod";
import { config } from "@/lib/env/config";
import { ProviderFailure } from "./failure";
import type { Proof, WebProviderPlan } from "./plan";

/** GitHub, or a GitHub Enterprise Server (`GITHUB_URL`, `GITHUB_API_URL`). OAuth 2.0 without OpenID: the profile is asked for. */
export const github: WebProviderPlan = {
  make() {
    const { clientId, clientSecret, url, apiUrl } = config().signIn.github!;
    return GitHub({
      clientId,
      clientSecret,
      issuer: url,
      checks: ["pkce"],
      authorization: { url: `${url}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
      token: { url: `${url}/login/oauth/access_token` },
      userinfo: {
        url: `${apiUrl}/user`,
        request: async ({ tokens }) => {
          const [user, emails] = await Promise.all([read(`${apiUrl}/user`, tokens.access_token), read(`${apiUrl}/user/emails`, tokens.access_token)]);
          return { ...User.parse(user), emails: Emails.parse(emails) } as Profile;
        },
      },
    });
  },
  parameters: (intent): Record<string, string> => (intent === "sign_in" ? {} : { prompt: "select_account" }),
  read(profile) {
    const { id, login, name, emails } = Person.parse(profile);
    const primary = emails.find((email) => email.primary);
    return {
      provider: "github",
      issuer: config().signIn.github!.url,
      subject: String(id),
      email: primary?.email,
      emailVerified: primary?.verified ?? false,
      name: name ?? login,
      username: login,
      authenticatedAt: undefined,
      tellsAuthenticationTime: false,
    } satisfies Proof;
  },
};

async function read(url: string, accessToken: string | undefined): Promise<unknown> {
  if (accessToken === undefined) throw new ProviderFailure("answer", "GitHub gave no access token for the code");
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${accessToken}`, "user-agent": "Keyhouse", "x-github-api-version": "2022-11-28" };
  const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(5000) }).catch((error: unknown) => {
    throw new ProviderFailure("unreachable", `${url} does not answer`, { cause: error });
  });
  if (response.status >= 500) throw new ProviderFailure("unreachable", `${url} answered ${response.status}`);
  if (!response.ok) throw new ProviderFailure("answer", `${url} answered ${response.status}`);
  return response.json();
}

const User = z.object({ id: z.int().positive(), login: z.string().min(1).max(100), name: z.string().max(100).nullish().catch(undefined) });
const Emails = z.array(z.object({ email: z.string().max(254), primary: z.boolean(), verified: z.boolean() }));
const Person = User.extend({ emails: Emails });
