import { KeyhouseError } from "../errors";

/** The one credential of a request: `Authorization: Bearer` or `X-API-Key`. Two different ones are refused; addresses and cookies do not count. */
export function readCredential(header: (name: string) => string | null | undefined): string | undefined {
  const bearer = readBearer(header("authorization"));
  const apiKey = header("x-api-key")?.trim();
  if (bearer !== undefined && apiKey !== undefined && bearer !== apiKey) throw twoCredentials();
  const secret = bearer ?? apiKey;
  if (secret !== undefined && /[,\s]/.test(secret)) throw twoCredentials();
  return secret;
}

function readBearer(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const [scheme = "", secret = "", ...rest] = value.trim().split(/\s+/);
  if (scheme.toLowerCase() !== "bearer") {
    throw new KeyhouseError({ status: 401, code: "INVALID_TOKEN", message: "Send the credential as `Authorization: Bearer <token>` or `X-API-Key: <key>`" });
  }
  if (rest.length > 0) throw twoCredentials();
  return secret;
}

const twoCredentials = () => new KeyhouseError({ status: 400, code: "BAD_REQUEST", message: "Send one credential, not two" });
