import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newPkce } from "../../lib/testing/oauth-flow";

export type Answered = { status: number; json: Record<string, unknown> };

/** What a program has of its own: an address on this machine, where the browser brings the answer. */
export type Listener = { redirectUri: string; answer: Promise<URL>; close(): void };

export async function listen(): Promise<Listener> {
  let deliver: (url: URL) => void;
  const answer = new Promise<URL>((resolve) => (deliver = resolve));
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url!, "http://127.0.0.1");
    response.setHeader("content-type", "text/plain").end("You can close this page.");
    // A browser also asks for an icon.
    if (url.pathname === "/callback") deliver(url);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { redirectUri: `http://127.0.0.1:${port}/callback`, answer, close };
}

/** An app outside the browser, as a command-line client is one: it knows the server's origin and nothing else. */
export class OauthClient {
  private readonly pkce = newPkce();

  private constructor(
    readonly origin: string,
    readonly id: string,
  ) {}

  static async register(origin: string, metadata: object): Promise<OauthClient> {
    const { status, json } = await readAnswer(await fetch(`${origin}/oauth/register`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token_endpoint_auth_method: "none", ...metadata }) }));
    if (status !== 201) throw new Error(`Registration answered ${status}: ${JSON.stringify(json)}`);
    return new OauthClient(origin, json["client_id"] as string);
  }

  authorizeAddress(redirectUri: string, fields: Record<string, string>): string {
    const query = { response_type: "code", client_id: this.id, redirect_uri: redirectUri, code_challenge: this.pkce.challenge, code_challenge_method: "S256", state: "the state", ...fields };
    return `${this.origin}/oauth/authorize?${new URLSearchParams(query)}`;
  }

  exchange(code: string, redirectUri: string): Promise<Answered> {
    return this.ask("/oauth/token", { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: this.pkce.verifier });
  }

  refresh(refreshToken: string): Promise<Answered> {
    return this.ask("/oauth/token", { grant_type: "refresh_token", refresh_token: refreshToken });
  }

  async ask(path: string, fields: Record<string, string>): Promise<Answered> {
    return readAnswer(await fetch(this.origin + path, { method: "POST", body: new URLSearchParams({ client_id: this.id, ...fields }) }));
  }

  async verify(token: string): Promise<Answered> {
    return readAnswer(await fetch(`${this.origin}/api/v1/auth/verify`, { headers: bearer(token) }));
  }

  /** The first message of an MCP session; what it is answered with. */
  async callMcp(token: string): Promise<number> {
    const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    const response = await fetch(`${this.origin}/mcp`, {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params }),
    });
    await response.text();
    return response.status;
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function readAnswer(response: Response): Promise<Answered> {
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
