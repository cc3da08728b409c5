import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";

/** PKCE with S256, for every client (RFC 7636, section 4.3; OAuth 2.1, section 7.5.1). Without a method it would be `plain`. */
export function requireChallenge(form: OauthForm): string {
  const challenge = form.get("code_challenge");
  const method = form.get("code_challenge_method");
  if (challenge === undefined) throw new OauthRefusal("invalid_request", "PKCE is required: send code_challenge, and code_challenge_method=S256", { cause: "pkce_missing" });
  if (method !== "S256") throw new OauthRefusal("invalid_request", "code_challenge_method must be S256", { cause: "pkce_method", detail: { code_challenge_method: method ?? "plain, by default" } });
  // a SHA-256 in base64url without padding
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw new OauthRefusal("invalid_request", "code_challenge must be the base64url of a SHA-256: 43 characters", { cause: "request_invalid", detail: { parameter: "code_challenge" } });
  return challenge;
}
