import type { KeyhouseError } from "@keyhouse/client";
import { exitCodes, Failure } from "../failure";
import { plain } from "../output/plain";

/** Turns what a call threw into words for the person at the terminal, and into an exit code. */
export function explainError(error: KeyhouseError, url: string): Failure {
  const answer = toAnswer(error);
  if (error.status === 0 || [502, 503, 504].includes(error.status)) return new Failure(`${url} ${whyAway(error)}.`, { exitCode: exitCodes.unreachable, hint: awayHint(error), answer });
  if (error.code === "LOGIN_REQUIRED") return new Failure(`Your login at ${url} has ended: ${sentence(error.message)}`, { exitCode: exitCodes.notSignedIn, hint: "Sign in again with keyhouse login.", answer });
  if (error.status === 401) return new Failure(`${url} does not accept the credential: ${sentence(error.message)}`, { exitCode: exitCodes.notSignedIn, hint: "keyhouse login signs in anew; keyhouse config set api.token stores another key.", answer });
  return new Failure(describe(error), { hint: hintFor(error), answer });
}

export function notSignedIn(url: string): Failure {
  return new Failure(`You are not signed in at ${url}.`, { exitCode: exitCodes.notSignedIn, hint: "Run keyhouse login, or store a key with keyhouse config set api.token." });
}

function describe(error: KeyhouseError): string {
  const issues = error.issues.map(({ path, message }) => `\n  ${plain(path || "the request")}: ${plain(message)}`).join("");
  const needs = error.requiredScope ? ` (needs the scope ${error.requiredScope})` : error.requiredRole ? ` (needs the role ${error.requiredRole})` : "";
  return `${sentence(error.message).replace(/\.$/, "")}${needs}${issues === "" ? "." : `:${issues}`}`;
}

function hintFor(error: KeyhouseError): string | undefined {
  if (error.status === 429) return error.retryAfterSeconds === undefined ? "Wait a little, then try again." : `Try again in ${error.retryAfterSeconds} s.`;
  if (error.requiredScope) return "keyhouse whoami shows what the credential may do; keyhouse login asks for all that your role may hold.";
  if (error.code === "FORBIDDEN") return error.message.startsWith("A key cannot") ? "A login can: keyhouse login." : "keyhouse whoami shows what the credential may do.";
  if (error.code === "NOT_FOUND") return "It does not exist, or it is not yours: the server says the same of both.";
  return error.status >= 500 && error.requestId ? `Tell the operator this request id: ${error.requestId}` : undefined;
}

function whyAway(error: KeyhouseError): string {
  if (error.code === "TIMEOUT") return "did not answer in time";
  if (error.status !== 0) return `is not available at the moment (it answered ${error.status})`;
  const code = systemCode(error);
  return `cannot be reached${code === undefined ? "" : ` (${code})`}`;
}

function awayHint(error: KeyhouseError): string {
  return systemCode(error) === "ENOTFOUND" ? "Is the address right? --url, KEYHOUSE_URL or keyhouse config set api.url names it." : "Is it running, and is the address right? keyhouse health asks again.";
}

/** What the system said: ECONNREFUSED and its kin, at the bottom of the chain. */
function systemCode(error: unknown): string | undefined {
  let code: string | undefined;
  for (let cause = error; typeof cause === "object" && cause !== null; cause = (cause as { cause?: unknown }).cause) {
    const own = (cause as { code?: unknown }).code;
    if (typeof own === "string" && /^(?:E[A-Z_]+|UND_ERR_\w+|CERT_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+)$/.test(own)) code = own;
  }
  return code;
}

function sentence(text: string): string {
  const line = plain(text.trim());
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** For `--json`: the error in the shape of the API, also where it never came from there. */
function toAnswer(error: KeyhouseError): object {
  return {
    success: false,
    error: error.message,
    code: error.code,
    ...(error.issues.length > 0 && { issues: error.issues }),
    ...(error.field && { field: error.field }),
    ...(error.requiredScope && { required_scope: error.requiredScope }),
    ...(error.requiredRole && { required_role: error.requiredRole }),
    ...(error.retryAfterSeconds !== undefined && { retry_after: error.retryAfterSeconds }),
    ...(error.requestId && { request_id: error.requestId }),
  };
}
