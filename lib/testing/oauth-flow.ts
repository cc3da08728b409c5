import { createHash, randomBytes } from "node:crypto";
import type { House, Person } from "./house";
import type { Answered } from "./send";

export const redirectUri = "https://app.example.com/callback";
export const loopbackUri = "http://127.0.0.1:51234/callback";

export type TestClient = { client_id: string; client_secret?: string };
export type Tokens = { access_token: string; refresh_token: string; token_type: string; expires_in: number; scope: string };
export type Parameters = Record<string, string | string[] | undefined>;

/** Registers a public client, as MCP clients do. */
export async function registerClient(house: House, metadata: object = {}): Promise<TestClient> {
  const answer = await house.send("POST", "/oauth/register", { body: { client_name: "Test app", redirect_uris: [redirectUri], token_endpoint_auth_method: "none", ...metadata } });
  if (answer.status !== 201) throw new Error(`Registration answered ${answer.status}: ${answer.text}`);
  return answer.json as TestClient;
}

/** A browser: it keeps its cookies, and starts with those of whoever is signed in. */
export class Browser {
  private readonly jar = new Map<string, string>();

  constructor(readonly house: House, readonly person?: Person) {
    if (person) this.keep([person.cookie]);
  }

  keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = ""] = cookie.split(";");
      const equals = pair.indexOf("=");
      this.jar.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
  }

  forget(name: string): void {
    this.jar.delete(name);
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async get(path: string): Promise<Answered> {
    return this.remember(await this.house.send("GET", path, { cookie: this.cookie }));
  }

  async post(path: string, fields: Parameters, headers: Record<string, string> = { "sec-fetch-site": "same-origin" }): Promise<Answered> {
    return this.remember(await this.house.send("POST", path, { cookie: this.cookie, raw: encode(fields), headers: { "content-type": "application/x-www-form-urlencoded", ...headers } }));
  }

  private remember(answer: Answered): Answered {
    this.keep(answer.cookies);
    return answer;
  }
}

export function encode(fields: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) if (one !== undefined) query.append(name, one);
  return query.toString();
}

export function newPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

const known = newPkce();
/** For requests whose code nobody exchanges, or where one verifier is as good as another. */
export const pkce = known;

export function authorizePath(client: TestClient, parameters: Parameters = {}): string {
  const usual = { response_type: "code", client_id: client.client_id, redirect_uri: redirectUri, code_challenge: known.challenge, code_challenge_method: "S256", state: "st&te 1" };
  return `/oauth/authorize?${encode({ ...usual, ...parameters })}`;
}

export const locationOf = (answer: Answered): URL => new URL(answer.headers.get("location") ?? "missing:", "http://localhost:3000");

/** Begins a request and returns the handle of its consent page. */
export async function begin(browser: Browser, client: TestClient, parameters: Parameters = {}): Promise<string> {
  const location = locationOf(await browser.get(authorizePath(client, parameters)));
  const handle = location.searchParams.get("request");
  if (!handle) throw new Error(`No consent page, but ${location}`);
  return handle;
}

/** Presses a button on the consent page. */
export function decide(browser: Browser, handle: string, fields: Parameters = {}): Promise<Answered> {
  return browser.post("/oauth/consent/submit", { request: handle, account: browser.person?.id, decision: "allow", ...fields });
}

const usualScopes = ["agents:read", "keys:read", "keys:write"];

/** From the request to the code. */
export async function getCode(browser: Browser, client: TestClient, parameters: Parameters = {}, fields: Parameters = {}): Promise<string> {
  const handle = await begin(browser, client, { scope: usualScopes.join(" "), ...parameters });
  const location = locationOf(await decide(browser, handle, { scope: usualScopes, ...fields }));
  const code = location.searchParams.get("code");
  if (!code) throw new Error(`No code, but ${location}`);
  return code;
}

/** A request to the token endpoint and its kin. */
export function ask(house: House, path: string, fields: Parameters, headers: Record<string, string> = {}): Promise<Answered> {
  return house.send("POST", path, { raw: encode(fields), headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });
}

export function exchange(house: House, client: TestClient, code: string, fields: Parameters = {}): Promise<Answered> {
  return ask(house, "/oauth/token", { grant_type: "authorization_code", client_id: client.client_id, code, redirect_uri: redirectUri, code_verifier: known.verifier, ...fields });
}

export function refresh(house: House, client: TestClient, refreshToken: string, fields: Parameters = {}): Promise<Answered> {
  return ask(house, "/oauth/token", { grant_type: "refresh_token", client_id: client.client_id, refresh_token: refreshToken, ...fields });
}

/** The whole way: an app connected by this person. */
export async function connect(house: House, person: Person, client: TestClient, parameters: Parameters = {}, fields: Parameters = {}): Promise<Tokens> {
  const code = await getCode(new Browser(house, person), client, parameters, fields);
  const answer = await exchange(house, client, code);
  if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`);
  return answer.json as Tokens;
}
