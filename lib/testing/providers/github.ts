import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { startHttpServer } from "../http-server";

export type GithubAccount = { id: number; name?: string; emails: { email: string; primary: boolean; verified: boolean }[] };

export type GithubClient = { clientId: string; clientSecret: string; redirectUri: string };

type Grant = { login: string; challenge: string | null; redirectUri: string };

/**
 * An OAuth server in the shape of GitHub's: a page where somebody chooses who they are, a token endpoint that answers 200 with an error
 * inside, and the two calls of the API that tell who it is.
 */
export async function startGithub(client: GithubClient) {
  const accounts = new Map<string, GithubAccount>();
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, string>();
  const seen: { broken: boolean } = { broken: false };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://github.test");
    if (seen.broken) return end(response, 503, "text/plain", "unicorn");
    if (url.pathname === "/login/oauth/authorize") return request.method === "POST" ? decide(await readForm(request), response) : showPage(url.searchParams, response);
    if (url.pathname === "/login/oauth/access_token") return json(response, 200, exchange(request, await readForm(request)));
    const login = tokens.get((request.headers.authorization ?? "").replace(/^(Bearer|token) /, ""));
    const account = login === undefined ? undefined : accounts.get(login);
    if (!account) return json(response, 401, { message: "Bad credentials" });
    if (url.pathname === "/api/user") return json(response, 200, { id: account.id, login, name: account.name ?? null, email: null, avatar_url: "https://avatars.example/1" });
    if (url.pathname === "/api/user/emails") return json(response, 200, account.emails.map((email) => ({ ...email, visibility: "private" })));
    return json(response, 404, { message: "Not Found" });
  }

  function showPage(query: URLSearchParams, response: ServerResponse): void {
    if (query.get("client_id") !== client.clientId || query.get("redirect_uri") !== client.redirectUri) return end(response, 404, "text/plain", "The redirect_uri is not associated with this application.");
    const hidden = [...query].map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`).join("");
    end(response, 200, "text/html; charset=utf-8", `<!doctype html><html lang="en"><title>GitHub, as the tests have it</title><main><h1>Sign in to GitHub</h1><form action="/login/oauth/authorize" method="post">${hidden}<label>Username <input name="login"></label><button>Authorize</button><button name="cancel" value="1">Cancel</button></form></main>`);
  }

  function decide(form: URLSearchParams, response: ServerResponse): void {
    const back = new URL(client.redirectUri);
    back.searchParams.set("state", form.get("state") ?? "");
    if (form.get("cancel")) {
      back.searchParams.set("error", "access_denied");
    } else {
      const code = randomBytes(10).toString("hex");
      codes.set(code, { login: form.get("login") ?? "", challenge: form.get("code_challenge"), redirectUri: form.get("redirect_uri") ?? "" });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function exchange(request: IncomingMessage, form: URLSearchParams): object {
    const [id, secret] = Buffer.from((request.headers.authorization ?? "").replace("Basic ", ""), "base64").toString().split(":");
    if ((id ?? form.get("client_id")) !== client.clientId || (secret ?? form.get("client_secret")) !== client.clientSecret) return { error: "incorrect_client_credentials" };
    const grant = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get("redirect_uri")) return { error: "bad_verification_code", error_description: "The code passed is incorrect or expired." };
    return { access_token: newToken(grant.login), scope: "read:user,user:email", token_type: "bearer" };
  }

  /** An access token of somebody, as another application could have got it. */
  function newToken(login: string): string {
    const token = `gho_${randomBytes(16).toString("hex")}`;
    tokens.set(token, login);
    return token;
  }

  const server = await startHttpServer((request, response) => void answer(request, response));
  return { url: server.origin, apiUrl: `${server.origin}/api`, accounts, newToken, state: seen, close: server.close };
}

export type TestGithub = Awaited<ReturnType<typeof startGithub>>;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
}

const json = (response: ServerResponse, status: number, body: object) => end(response, status, "application/json", JSON.stringify(body));

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
