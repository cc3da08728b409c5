import { hash } from "node:crypto";

/** RFC 7636, section 4.6, with the only method that is offered. */
export function fitsChallenge(verifier: string | undefined, challenge: string): boolean {
  return verifier !== undefined && /^[A-Za-z0-9._~-]{43,128}$/.test(verifier) && hash("sha256", verifier, "base64url") === challenge;
}
