import { clientAuthMethods, type clientGrantTypes } from "@/lib/contract/oauth-clients";
import type { Prisma } from "@/lib/db/generated/client";
import { OauthRefusal } from "../errors";
import { readJwks, readJwksUri } from "./read-keys";
import { whyUnsafe } from "./redirect-uri";

export type AuthMethod = (typeof clientAuthMethods)[number];

export const grantTypes = {
  code: "authorization_code",
  refresh: "refresh_token",
  clientCredentials: "client_credentials",
  device: "urn:ietf:params:oauth:grant-type:device_code",
  exchange: "urn:ietf:params:oauth:grant-type:token-exchange",
} as const satisfies Record<string, (typeof clientGrantTypes)[number]>;

/** What a client says of itself (RFC 7591, section 2), as the columns of its row. */
export type ClientMetadata = Pick<
  Prisma.OauthClientUncheckedCreateInput,
  "name" | "clientUri" | "logoUri" | "policyUri" | "tosUri" | "scope" | "jwksUri" | "softwareId" | "softwareVersion"
> & { redirectUris: string[]; grantTypes: string[]; responseTypes: string[]; contacts: string[]; tokenEndpointAuthMethod: AuthMethod; jwks: Prisma.InputJsonObject | undefined };

type Members = Record<string, unknown>;

/**
 * Reads RFC 7591 client metadata. Unknown members, grant types and response types are ignored, as `null` is; what is known and
 * wrong throws invalid_redirect_uri or invalid_client_metadata with the member's name in `detail.member`.
 */
export function readClientMetadata(document: unknown): ClientMetadata {
  if (typeof document !== "object" || document === null || Array.isArray(document)) refuse("", "must be a JSON object");
  const members = document as Members;
  const method = readAuthMethod(members);
  const grants = readGrantTypes(members, method);
  const redirectUris = readRedirectUris(members, method !== "none", grants);
  const [jwks, jwksUri] = [readJwks(members.jwks, refuse), readJwksUri(members.jwks_uri, refuse)];
  if (jwks && jwksUri) refuse("jwks", "cannot stand beside jwks_uri (RFC 7591, section 2)");
  if (method === "private_key_jwt" && !jwks && !jwksUri) refuse("jwks_uri", "or jwks is needed for private_key_jwt");
  return {
    name: readName(members, redirectUris),
    clientUri: readPage(members, "client_uri"),
    logoUri: readPage(members, "logo_uri"),
    policyUri: readPage(members, "policy_uri"),
    tosUri: readPage(members, "tos_uri"),
    redirectUris,
    grantTypes: grants,
    responseTypes: grants.includes(grantTypes.code) ? ["code"] : [],
    contacts: readTexts(members, "contacts").slice(0, 10),
    scope: readText(members, "scope", 4000),
    tokenEndpointAuthMethod: method,
    jwks,
    jwksUri,
    softwareId: readText(members, "software_id", 200),
    softwareVersion: readText(members, "software_version", 200),
  };
}

/** Public unless the client asks for more; only a client that acts for itself cannot be. */
function readAuthMethod(members: Members): AuthMethod {
  const asked = readText(members, "token_endpoint_auth_method", 100);
  if (asked === undefined) return readTexts(members, "grant_types").join() === grantTypes.clientCredentials ? "client_secret_basic" : "none";
  const method = clientAuthMethods.find((known) => known === asked);
  return method ?? refuse("token_endpoint_auth_method", `must be one of ${clientAuthMethods.join(", ")}`);
}

function readGrantTypes(members: Members, method: AuthMethod): string[] {
  const offered: string[] = Object.values(grantTypes).filter((grant) => method !== "none" || grant !== grantTypes.clientCredentials);
  const asked = readTexts(members, "grant_types").filter((grant) => offered.includes(grant));
  const grants = new Set(asked.length > 0 ? asked : [grantTypes.code]);
  // clients refresh whether or not they thought of naming it
  if (grants.has(grantTypes.code) || grants.has(grantTypes.device)) grants.add(grantTypes.refresh);
  return [...grants];
}

function readRedirectUris(members: Members, confidential: boolean, grants: string[]): string[] {
  const uris = [...new Set(readTexts(members, "redirect_uris", "invalid_redirect_uri"))];
  if (uris.length === 0 && grants.includes(grantTypes.code)) refuse("redirect_uris", "must name at least one address", "invalid_redirect_uri");
  if (uris.length > 50) refuse("redirect_uris", "names more than 50 addresses", "invalid_redirect_uri");
  for (const uri of uris) {
    const why = whyUnsafe(uri, { confidential });
    if (why) refuse("redirect_uris", `${JSON.stringify(uri.slice(0, 200))} ${why}`, "invalid_redirect_uri");
  }
  return uris;
}

/** One line of text: no control characters, none that turn the direction of writing, none that cannot be seen. */
function readName(members: Members, redirectUris: string[]): string {
  const given = readText(members, "client_name", 1000)?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").replace(/\s+/g, " ").trim();
  if (given) return [...given].slice(0, 100).join("");
  const first = redirectUris[0];
  return first === undefined ? "Unnamed client" : `Unnamed client at ${new URL(first).host || new URL(first).protocol}`;
}

/** A page about the client: shown as a link, so only web addresses count; another one is no reason to refuse the client. */
function readPage(members: Members, member: string): string | undefined {
  const text = readText(members, member, 2000);
  return text !== undefined && /^https?:\/\/[\x21-\x7e]+$/i.test(text) && URL.canParse(text) ? text : undefined;
}

function readText(members: Members, member: string, longest: number): string | undefined {
  const value = members[member] ?? undefined;
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string") refuse(member, "must be a string");
  if (value.length > longest) refuse(member, `must have at most ${longest} characters`);
  return value;
}

function readTexts(members: Members, member: string, code?: "invalid_redirect_uri"): string[] {
  const value = members[member] ?? [];
  if (!Array.isArray(value) || value.length > 200 || !value.every((text): text is string => typeof text === "string" && text.length <= 2001)) refuse(member, "must be an array of strings", code);
  return value;
}

function refuse(member: string, problem: string, code: "invalid_client_metadata" | "invalid_redirect_uri" = "invalid_client_metadata"): never {
  throw new OauthRefusal(code, [member, problem].filter(Boolean).join(" "), { cause: code === "invalid_redirect_uri" ? "redirect_uri_invalid" : "registration_invalid", detail: { member, problem } });
}
