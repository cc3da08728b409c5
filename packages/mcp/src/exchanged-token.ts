import { KeyhouseError } from "@keyhouse/client";

/** What a token source of @keyhouse/client is called with, as far as it is needed here. */
export type ExchangeCall = {
  post<Answer>(path: string, call: { form: Record<string, string> }): Promise<{ answer: Answer }>;
  log: { debug(message: string): void; info(message: string): void };
};

/** A `tokenSource` for `createClient` of @keyhouse/client. */
export type ExchangedToken = {
  obtain(call: ExchangeCall): Promise<{ value: string; lifetimeSeconds?: number | undefined }>;
  end(token: { value: string }, call: ExchangeCall): Promise<void>;
};

/**
 * A token for the house's MCP server alone, in exchange for an API key or API token (RFC 8693). The key itself is never sent to
 * the MCP server, and what acts there is a line of its own on its owner's page, which ends with the key.
 *
 * @example
 * const client = createClient({ baseUrl, apiToken, tokenSource: exchangedToken(apiToken) });
 */
export function exchangedToken(apiToken: string): ExchangedToken {
  return {
    async obtain({ post, log }) {
      log.debug("Exchanging the API token for a token for the MCP server");
      const { answer } = await post<{ access_token: string; expires_in?: number }>("/oauth/token", { form: exchangeOf(apiToken) }).catch(explainFailure);
      log.info("API token accepted");
      return { value: answer.access_token, lifetimeSeconds: answer.expires_in };
    },
    async end({ value }, { post }) {
      await post("/oauth/revoke", { form: { token: value } });
    },
  };
}

/** Without a resource the token is for the house's own MCP server. */
function exchangeOf(apiToken: string): Record<string, string> {
  return { grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: apiToken, subject_token_type: "urn:ietf:params:oauth:token-type:access_token" };
}

function explainFailure(error: unknown): never {
  if (!(error instanceof KeyhouseError)) throw error;
  const message = error.status === 0 ? "Unable to connect to authentication server" : `Authentication failed - API_TOKEN was not accepted: ${error.message}`;
  throw new KeyhouseError({ ...error, message, cause: error });
}
