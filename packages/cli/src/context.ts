import { createClient, fixedToken, type Client, type TokenSource } from "@keyhouse/client";
import { notSignedIn } from "./api/explain";
import { storedLogin } from "./login/stored-login";
import type { Terminal } from "./output/terminal";
import { defaultUrl, readAddress } from "./store/address";
import type { Host, Settings } from "./store/settings";
import type { Store } from "./store/store";
import type { World } from "./world";
import { version } from "./version";

export type CredentialOrigin = "KEYHOUSE_TOKEN" | "api.token" | "login" | "none";

/** What every command works with. */
export class Context {
  #settings: Promise<Settings> | undefined;

  constructor(
    readonly world: World,
    readonly terminal: Terminal,
    readonly store: Store,
    private readonly urlOption: string | undefined,
  ) {}

  settings(): Promise<Settings> {
    return (this.#settings ??= this.store.read());
  }

  /** The server: `--url`, then KEYHOUSE_URL, then `api.url`. */
  async url(): Promise<string> {
    const { env } = this.world;
    if (this.urlOption !== undefined) return readAddress("--url", this.urlOption, env);
    if (env["KEYHOUSE_URL"]) return readAddress("KEYHOUSE_URL", env["KEYHOUSE_URL"], env);
    return readAddress("api.url", (await this.settings()).url ?? defaultUrl, env);
  }

  /** What is kept for that server, and for no other. */
  async host(): Promise<Host> {
    return (await this.settings()).hosts[await this.url()] ?? {};
  }

  /** Which credential the calls are made with. */
  async origin(): Promise<CredentialOrigin> {
    if (this.world.env["KEYHOUSE_TOKEN"]) return "KEYHOUSE_TOKEN";
    const { token, login } = await this.host();
    if (token !== undefined) return "api.token";
    return login === undefined ? "none" : "login";
  }

  /** A client that is signed in. Throws a Failure where there is nothing to sign in with. */
  async client(): Promise<Client> {
    const client = await this.clientIfSignedIn();
    if (!client) throw notSignedIn(await this.url());
    return client;
  }

  async clientIfSignedIn(): Promise<Client | undefined> {
    const source = await this.#tokenSource();
    return source && this.clientWith(source);
  }

  async clientWith(tokenSource: TokenSource): Promise<Client> {
    return createClient({ baseUrl: await this.url(), tokenSource, ...this.#common() });
  }

  async anonymousClient(): Promise<Client> {
    return createClient({ baseUrl: await this.url(), ...this.#common() });
  }

  /** A command is waited for: it tells soon that a server is away instead of trying for minutes. The environment of other programs says nothing to it. */
  #common() {
    return { userAgent: `keyhouse-cli/${version}`, env: {}, fetch: this.world.fetch, retry: { retries: 2, maxRetryAfterSeconds: 10 }, logLevel: "silent" as const };
  }

  async #tokenSource(): Promise<TokenSource | undefined> {
    switch (await this.origin()) {
      case "KEYHOUSE_TOKEN":
        return fixedToken(this.world.env["KEYHOUSE_TOKEN"]!.trim());
      case "api.token":
        return fixedToken((await this.host()).token!);
      case "login":
        return storedLogin(this.world, this.store, await this.url());
      case "none":
        return undefined;
    }
  }
}
