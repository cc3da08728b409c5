import { Client, StreamableHTTPClientTransport, type OAuthClientProvider } from "@modelcontextprotocol/client";
import type { House, Person } from "./house";
import { inProcessFetch } from "./mcp-clients";
import type { MemoryProvider } from "./memory-provider";
import { Browser, decide, locationOf } from "./oauth-flow";

export const origin = "http://localhost:3000";
export const resource = `${origin}/mcp`;

export type Asked = { method: string; path: string; headers: Headers; form: URLSearchParams };
/** Changes an answer on its way to the client, as a server that offers less would have answered. */
export type Change = (path: string, answer: Response) => Response | Promise<Response>;

/** The client of the MCP SDK at the house of this process. What it asks is written down. */
export class ScenarioClient {
  readonly asked: Asked[] = [];

  constructor(private readonly provider: OAuthClientProvider, private readonly change: Change = (_path, answer) => answer) {}

  /** Connects with what the provider remembers; rejects where the person's browser is to be opened first. */
  async connect(): Promise<Client> {
    const client = new Client({ name: "a client of the scenarios", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });
    await client.connect(this.transport());
    return client;
  }

  finish(callback: URL): Promise<void> {
    return this.transport().finishAuth(callback.searchParams);
  }

  /** What was asked at a path, lately last. */
  at(path: string): Asked[] {
    return this.asked.filter((one) => one.path === path);
  }

  private transport(): StreamableHTTPClientTransport {
    return new StreamableHTTPClientTransport(new URL(resource), { authProvider: this.provider, fetch: (input, init) => this.fetch(input, init) });
  }

  private async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    this.asked.push({ method: request.method, path, headers: request.headers, form: new URLSearchParams(isForm ? await request.clone().text() : "") });
    return this.change(path, await inProcessFetch(request));
  }
}

/** The person's browser: opens the address that the client wants opened, and agrees to these scopes, or to all that are asked for. */
export async function agree(house: House, person: Person, address: URL, scopes?: string[]): Promise<URL> {
  const browser = new Browser(house, person);
  const there = locationOf(await browser.get(address.pathname + address.search));
  const handle = there.searchParams.get("request");
  if (!handle) return there;
  const asked = (address.searchParams.get("scope") ?? "keys:read").split(" ").filter((scope) => scope !== "offline_access");
  return locationOf(await decide(browser, handle, { scope: scopes ?? asked }));
}

/** Knock, discovery, registration where needed, consent, code for tokens, and in. */
export async function letIn(house: House, person: Person, client: ScenarioClient, provider: MemoryProvider, scopes?: string[]): Promise<Client> {
  await client.connect().then(() => Promise.reject(new Error("It was let in at once")), (error: Error) => {
    if (!/unauthorized/i.test(error.message + error.name)) throw error;
  });
  await client.finish(await agree(house, person, provider.opened.at(-1)!, scopes));
  return client.connect();
}
