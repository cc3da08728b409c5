import type { Principal } from "@/lib/context";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";
import { canonicalResource } from "@/lib/resources";
import { chooseResource } from "../choose-resource";
import { requireParameter } from "./request";

export const accessTokenType = "urn:ietf:params:oauth:token-type:access_token";
const jwtType = "urn:ietf:params:oauth:token-type:jwt";

/** RFC 8693, section 2.1: what can be exchanged, and into what. */
export function requireTokenTypes(form: OauthForm): void {
  const subjectType = requireParameter(form, "subject_token_type");
  if (![accessTokenType, jwtType].includes(subjectType)) refuse(`subject_token_type must be ${accessTokenType}: API keys, session tokens and access tokens alike`);
  const requested = form.get("requested_token_type");
  if (requested !== undefined && ![accessTokenType, jwtType].includes(requested)) refuse(`requested_token_type must be ${accessTokenType}`);
  if (form.has("actor_token") || form.has("actor_token_type")) refuse("actor_token is not offered: whoever exchanges is the actor");
}

/** The one resource of the new token. What the subject token is bound to already, the new one is bound to. Throws invalid_target. */
export async function chooseAudience(form: OauthForm, subject: Principal, client: OauthClient | undefined): Promise<string> {
  const asked = [...form.getAll("resource"), ...form.getAll("audience")];
  if (subject.audience === undefined) return chooseResource(client ?? { resources: [] }, asked);
  if (asked.some((text) => canonicalResource(text) !== subject.audience)) {
    throw new OauthRefusal("invalid_target", `The subject token is for ${subject.audience} alone`, { cause: "resource_unknown", detail: { asked, granted: subject.audience } });
  }
  return subject.audience;
}

/** Not in the RFC: how many seconds the job needs. Never more than usual. */
export function readLifetime(form: OauthForm): number | undefined {
  const text = form.get("expires_in");
  if (text === undefined) return undefined;
  const longest = config().accessTokenTtlSeconds;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > longest) refuse(`expires_in must be 1 to ${longest} seconds`);
  return Number(text);
}

function refuse(text: string): never {
  throw new OauthRefusal("invalid_request", text, { cause: "request_invalid" });
}
