import type { Environment } from "@/lib/env/read";
import { startGithub } from "./github";
import { startGoogle } from "./google";

/** Both providers on this machine, for a house at `publicUrl`, and the variables by which it finds them. */
export async function startProviders(publicUrl = "http://localhost:3000") {
  const client = (provider: string) => ({ clientId: "client", clientSecret: "a-secret-of-the-tests", redirectUri: `${publicUrl}/api/auth/callback/${provider}` });
  const [google, github] = await Promise.all([startGoogle(client("google")), startGithub(client("github"))]);
  const env: Environment = {
    GOOGLE_CLIENT_ID: "client",
    GOOGLE_CLIENT_SECRET: "a-secret-of-the-tests",
    GOOGLE_ISSUER: google.issuer,
    GITHUB_CLIENT_ID: "client",
    GITHUB_CLIENT_SECRET: "a-secret-of-the-tests",
    GITHUB_URL: github.url,
    GITHUB_API_URL: github.apiUrl,
  };
  return { google, github, env, close: async () => void (await Promise.all([google.close(), github.close()])) };
}

export type TestProviders = Awaited<ReturnType<typeof startProviders>>;
