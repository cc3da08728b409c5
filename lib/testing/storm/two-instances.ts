import { randomBytes } from "node:crypto";
import { createTestDatabase } from "../database";
import { encode, newPkce, type Tokens } from "../oauth-flow";
import { runServer } from "../run-server";
import { WebPerson } from "../web-person";

export type TwoInstances = { origins: string[]; person: WebPerson; clientId: string; tokens: Tokens; refresh(token: string): Promise<{ status: number; body: Partial<Tokens> & { error?: string; error_description?: string } }>; stop(): Promise<void> };

const redirectUri = "http://127.0.0.1/callback";

/** Two processes of one house over one PostgreSQL, and an app that a person has connected to it. */
export async function openTwoInstances(env: Record<string, string>): Promise<TwoInstances> {
  const database = await createTestDatabase();
  const common = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(36).toString("base64"), ...env };
  const first = await runServer({ env: common });
  const second = await runServer({ env: { ...common, PUBLIC_URL: first.origin } });
  const person = await WebPerson.signUp(first.origin, "ada");
  const { clientId, tokens } = await connectApp(first.origin, person);
  return {
    origins: [first.origin, second.origin],
    person,
    clientId,
    tokens,
    refresh: async (token) => {
      const response = await post(`${second.origin}/oauth/token`, { grant_type: "refresh_token", client_id: clientId, refresh_token: token });
      return { status: response.status, body: (await response.json()) as Tokens };
    },
    async stop() {
      await Promise.all([first.stop(), second.stop()]);
      await database.drop();
    },
  };
}

async function connectApp(origin: string, person: WebPerson): Promise<{ clientId: string; tokens: Tokens }> {
  const registered = await fetch(`${origin}/oauth/register`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ client_name: "Agents", redirect_uris: [redirectUri], token_endpoint_auth_method: "none" }) });
  const { client_id: clientId } = (await registered.json()) as { client_id: string };
  const { verifier, challenge } = newPkce();
  const request = { response_type: "code", client_id: clientId, redirect_uri: redirectUri, code_challenge: challenge, code_challenge_method: "S256", scope: "agents:read" };
  const callback = await person.decide(`${origin}/oauth/authorize?${encode(request)}`);
  const code = callback.searchParams.get("code") ?? "";
  const response = await post(`${origin}/oauth/token`, { grant_type: "authorization_code", client_id: clientId, code, redirect_uri: redirectUri, code_verifier: verifier });
  return { clientId, tokens: (await response.json()) as Tokens };
}

const post = (address: string, fields: Record<string, string>) => fetch(address, { method: "POST", body: new URLSearchParams(fields) });
