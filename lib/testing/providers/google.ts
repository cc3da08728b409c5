import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import Provider, { type Configuration } from "oidc-provider";
import { startHttpServer } from "../http-server";

export type GoogleAccount = { email?: string; email_verified?: boolean; name?: string };

export type GoogleClient = { clientId: string; clientSecret: string; redirectUri: string };

/** A real OpenID provider (node-oidc-provider) in Google's place. `accounts` are by subject, which is also what people type there. */
export async function startGoogle({ clientId, clientSecret, redirectUri }: GoogleClient) {
  const accounts = new Map<string, GoogleAccount>();
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = await startHttpServer((request, response) => answer(request, response));
  const provider = new Provider(server.origin, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], grant_types: ["authorization_code"], response_types: ["code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [newKey()] },
    pkce: { required: () => true },
    renderError: (context, out) => void (context.body = JSON.stringify(out)),
    ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 600, Session: 3600 },
  } satisfies Configuration);
  const protocol = provider.callback();
  answer = (request, response) => void (request.url?.startsWith("/interaction/") ? interact(provider, clientId, request, response) : protocol(request, response));
  return { issuer: server.origin, accounts, asked: server.asked, close: server.close };
}

export type TestGoogle = Awaited<ReturnType<typeof startGoogle>>;

/** The page where somebody says who they are; by that they also agree. */
async function interact(provider: Provider, clientId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST") {
    const page = `<!doctype html><html lang="en"><title>Google, as the tests have it</title><main><h1>Choose an account</h1><form action="${request.url}" method="post"><label>Account <input name="account"></label><button>Continue</button><button name="cancel" value="1">Cancel</button></form></main>`;
    return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  if (form.get("cancel")) return provider.interactionFinished(request, response, { error: "access_denied" });
  const accountId = form.get("account") ?? "";
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope("openid email profile");
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
}

function newKey() {
  return { ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "test" };
}
