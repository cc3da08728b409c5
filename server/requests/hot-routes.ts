import { GET as verifyMe } from "@/app/api/v1/auth/verify/route";
import { POST as verifyKey } from "@/app/api/v1/api-keys/verify/route";
import { GET as forwardAuthBelow } from "@/app/api/v1/forward-auth/[...path]/route";
import { GET as forwardAuth } from "@/app/api/v1/forward-auth/route";
import { GET as health } from "@/app/api/v1/health/route";
import { GET as oauthMetadata } from "@/app/.well-known/oauth-authorization-server/route";
import { GET as openidMetadata } from "@/app/.well-known/openid-configuration/route";
import { GET as resourceMetadata, OPTIONS as resourceMetadataPreflight } from "@/app/.well-known/oauth-protected-resource/route";
import { OPTIONS as mcpPreflight, POST as mcp } from "@/app/mcp/route";
import { GET as metrics } from "@/app/metrics/route";
import { GET as jwks } from "@/app/oauth/jwks.json/route";
import { POST as deviceAuthorization } from "@/app/oauth/device_authorization/route";
import { POST as introspect } from "@/app/oauth/introspect/route";
import { POST as registerClient } from "@/app/oauth/register/route";
import { POST as revoke } from "@/app/oauth/revoke/route";
import { POST as token } from "@/app/oauth/token/route";
import type { Answer, Incoming } from "@/lib/http/incoming";

type AnswerRoute = (incoming: Incoming) => Promise<Answer>;

/** People type the slash at the end, or they do not; a redirect would lose some clients their token. */
const mcpPaths = ["/mcp", "/mcp/"];
const wellKnownPaths = (name: string) => ["", "/", ...mcpPaths].map((path) => `/.well-known/${name}${path}`);
const resourceMetadataPaths = wellKnownPaths("oauth-protected-resource");

/**
 * Routes that are called many times a second: answered by the same route modules without passing through Next, which costs
 * about thirty times more.
 */
const routes: { method: string; paths: string[]; answer: AnswerRoute }[] = [
  { method: "GET", paths: ["/api/v1/auth/verify", "/api/auth/verify"], answer: verifyMe.answer },
  { method: "POST", paths: ["/api/v1/api-keys/verify", "/api/api-keys/verify"], answer: verifyKey.answer },
  { method: "GET", paths: ["/health", "/api/health", "/api/v1/health"], answer: health.answer },
  { method: "GET", paths: ["/metrics"], answer: metrics.answer },
  { method: "GET", paths: ["/oauth/jwks.json"], answer: jwks.answer },
  { method: "GET", paths: wellKnownPaths("oauth-authorization-server"), answer: oauthMetadata.answer },
  { method: "GET", paths: wellKnownPaths("openid-configuration"), answer: openidMetadata.answer },
  { method: "GET", paths: resourceMetadataPaths, answer: resourceMetadata.answer },
  { method: "OPTIONS", paths: resourceMetadataPaths, answer: resourceMetadataPreflight.answer },
  ...["GET", "POST", "DELETE"].map((method) => ({ method, paths: mcpPaths, answer: mcp.answer })),
  { method: "OPTIONS", paths: mcpPaths, answer: mcpPreflight.answer },
  { method: "POST", paths: ["/oauth/register"], answer: registerClient.answer },
  { method: "POST", paths: ["/oauth/token"], answer: token.answer },
  { method: "POST", paths: ["/oauth/revoke"], answer: revoke.answer },
  { method: "POST", paths: ["/oauth/introspect"], answer: introspect.answer },
  { method: "POST", paths: ["/oauth/device_authorization"], answer: deviceAuthorization.answer },
];

const byPath = new Map<string, Map<string, AnswerRoute>>();
for (const { method, paths, answer } of routes) {
  for (const path of paths) {
    const byMethod = byPath.get(path) ?? new Map<string, AnswerRoute>();
    byPath.set(path, byMethod.set(method, answer));
  }
}

export function findHotRoute(method: string | undefined, path: string): AnswerRoute | undefined {
  return byPath.get(path)?.get(method ?? "") ?? findWellKnown(method ?? "", path) ?? findForwardAuth(path);
}

/** The documents of what stands behind the gateway have its path at their end. */
function findWellKnown(method: string, path: string): AnswerRoute | undefined {
  const document = /^\/\.well-known\/[^/]+(?=\/)/.exec(path)?.[0];
  return document === undefined ? undefined : byPath.get(document)?.get(method);
}

/** Envoy asks with the method of the request that it holds, and with its path below ours. */
function findForwardAuth(path: string): AnswerRoute | undefined {
  const match = /^(?:\/api(?:\/v1)?)?\/forward-auth(\/.)?/.exec(path);
  if (!match || (match[1] === undefined && !/\/forward-auth\/?$/.test(path))) return undefined;
  return match[1] === undefined ? forwardAuth.answer : forwardAuthBelow.answer;
}
