import { KeyhouseError } from "../errors";
import { createRequester, type Requester } from "../transport/requester";
import type { Fetch } from "../transport/send";
import type { CallFacts, Principal } from "./principal";
import type { VerifyApiKeyAnswer } from "../generated/types";

export type AskOptions = { baseUrl: string; apiToken: string; timeoutMs: number; fetch: Fetch };
export type Question = { token: string; scopes?: readonly string[] | undefined; resource?: string | undefined; facts: CallFacts };

/** Asks the server about a credential. A refusal is thrown with the server's own code; a server that cannot be asked is UNAVAILABLE. */
export function createAsk({ baseUrl, apiToken, timeoutMs, fetch }: AskOptions): (question: Question) => Promise<Principal> {
  const requester = createRequester({ baseUrl, token: apiToken, timeoutMs, fetch });
  return async ({ token, scopes, resource, facts }) => {
    const body = { key: token, scopes, resource, ip: facts.ip, method: facts.method, path: facts.path, user_agent: facts.userAgent };
    const answer = await request(requester, body).catch(explain);
    return answer.valid ? toPrincipal(answer) : refuse(answer);
  };
}

/** Once more after a short while: what fails in between is mostly one lost connection. */
async function request(requester: Requester, body: object): Promise<VerifyApiKeyAnswer> {
  const ask = () => requester.request<VerifyApiKeyAnswer>("POST", "/api/v1/api-keys/verify", { body });
  return ask().catch(async (error: unknown) => {
    if (!(error instanceof KeyhouseError) || (error.code !== "NETWORK_ERROR" && error.status !== 503)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
    return ask();
  });
}

/** Whatever is wrong between this API and the server is not the caller's fault. */
function explain(error: unknown): never {
  if (!(error instanceof KeyhouseError)) throw error;
  const isOwnFault = error.status === 400 || error.status === 401 || error.status === 403;
  const message = isOwnFault ? `This API's own credential cannot check others: ${error.message}. It needs the scope tokens:verify` : "Credentials cannot be checked at the moment";
  throw new KeyhouseError({ status: 503, code: "UNAVAILABLE", message, retryAfterSeconds: error.retryAfterSeconds ?? 5, cause: error });
}

function toPrincipal({ kind, id, name, user, groups = [], scopes = [], organization_id, environment, client_id, resource, expires_at }: VerifyApiKeyAnswer): Principal {
  return {
    kind: kind!,
    credentialId: id!,
    credentialName: name,
    user: { id: user!.id, username: user!.username, email: user!.email, role: user!.role },
    groups,
    scopes,
    organizationId: organization_id,
    environment,
    clientId: client_id,
    resource,
    expiresAt: expires_at === undefined ? undefined : new Date(expires_at),
    checked: "server",
  };
}

function refuse({ code, error, required_scope, rate_limit }: VerifyApiKeyAnswer): never {
  const status = statuses[code] ?? 401;
  const retryAfterSeconds = status === 429 ? Math.max(1, Math.ceil((rate_limit?.reset ?? 0) - Date.now() / 1000)) : undefined;
  throw new KeyhouseError({ status, code, message: error ?? "Invalid token", requiredScope: required_scope, retryAfterSeconds });
}

const statuses: Record<string, number> = { INVALID_TOKEN: 401, TOKEN_EXPIRED: 401, FORBIDDEN: 403, IP_NOT_ALLOWED: 403, ACCOUNT_SUSPENDED: 403, SECOND_FACTOR_MISSING: 403, RATE_LIMITED: 429 };
