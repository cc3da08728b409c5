import { randomUUID } from "node:crypto";

type Registration = { client_id: string; client_secret?: string };
type Tokens = { access_token: string; token_type: string; refresh_token?: string; expires_in?: number; scope?: string };

/** What an application remembers of a connection, as the OAuth clients of both generations of the MCP SDK ask for it. */
export class MemoryProvider {
  readonly redirectUrl = "http://127.0.0.1:53682/callback";
  registrations = 0;
  saved: Tokens[] = [];
  /** The addresses that the person's browser was to be opened at. */
  opened: URL[] = [];
  private discovered: unknown;
  private registration: Registration | undefined;
  private verifier = "";
  private readonly expectedState = randomUUID();

  readonly clientMetadata = {
    client_name: "Independent client",
    redirect_uris: [this.redirectUrl],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  };

  state = () => this.expectedState;
  clientInformation = () => this.registration;
  saveClientInformation = (registration: Registration) => {
    this.registrations++;
    this.registration = registration;
  };
  tokens = () => this.saved.at(-1);
  saveTokens = (tokens: Tokens) => void this.saved.push(tokens);
  redirectToAuthorization = (url: URL) => void this.opened.push(url);
  saveCodeVerifier = (verifier: string) => void (this.verifier = verifier);
  codeVerifier = () => this.verifier;
  saveDiscoveryState = (state: unknown) => void (this.discovered = state);
  discoveryState = () => this.discovered as never;
  invalidateCredentials = (scope: string) => {
    if (scope === "all" || scope === "tokens") this.saved = [];
    if (scope === "all" || scope === "client") this.registration = undefined;
  };

  /** The code of the address that the browser came back to; state and issuer must be those that were expected. */
  readCallback(callback: URL, issuer: string): string {
    const { searchParams } = callback;
    if (searchParams.get("error")) throw new Error(`The authorization was refused: ${searchParams}`);
    if (searchParams.get("state") !== this.expectedState) throw new Error(`Another state came back: ${searchParams}`);
    if (searchParams.get("iss") !== issuer) throw new Error(`Another issuer answered: ${searchParams}`);
    return searchParams.get("code") ?? "";
  }
}
