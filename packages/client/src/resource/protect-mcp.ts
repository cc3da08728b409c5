import { KeyhouseError } from "../errors";
import { toRefusal, type Refusal } from "../middleware/refusal";
import { createVerifier, type Verifier, type VerifierOptions } from "../verify/create-verifier";
import type { CallFacts, Principal } from "../verify/principal";
import { readCredential } from "../verify/read-credential";
import { requireRights } from "../verify/requirements";
import { describeResource, type McpResource } from "./describe-resource";
import { requireToolScopes, widenedScopes, type ToolScopes } from "./missing-scopes";

export type McpOptions = Omit<VerifierOptions, "resource"> & {
  /** The address of the MCP server, as clients know it: tokens must be made for exactly this one. The server must know it as a resource. */
  resource: string;
  /** What everyday work needs: clients are told to ask for these. */
  scopes?: readonly string[] | undefined;
  /** What every call needs. Default: nothing beyond a good token. */
  requiredScopes?: readonly string[] | undefined;
  /** What single tools need beyond that; whoever lacks it is told to ask for more (step-up). */
  tools?: ToolScopes | undefined;
  /** What consent pages call this server. */
  name?: string | undefined;
  /** Address of its documentation. */
  documentation?: string | undefined;
  /** Lets API keys and personal API tokens in beside OAuth tokens. Default false. Needs `apiToken`. */
  allowKeys?: boolean | undefined;
  /** Instead of one made from these options. Its `resource` must be this one. */
  verifier?: Verifier | undefined;
};

/** What the MCP SDK calls AuthInfo: tools find it as `authInfo`. The token itself is left out: it is for this server, and must not travel on. */
export type McpAuth = { token: string; clientId: string; scopes: string[]; expiresAt?: number; resource: URL; resourceMetadataUrl: string; extra: { principal: Principal } };

export type McpCall = CallFacts & {
  header: (name: string) => string | null | undefined;
  /** The parsed message; `undefined` where there is none. */
  body: unknown;
};

export type McpGate = McpResource & {
  readonly verifier: Verifier;
  readonly checksTools: boolean;
  /** Who calls, or the answer that refuses the call. */
  admit(call: McpCall): Promise<{ auth: McpAuth } | { refusal: Refusal }>;
};

/** Checks the calls of one MCP server: token, audience, scopes; the challenges name the metadata. */
export function createMcpGate(options: McpOptions): McpGate {
  const { issuer, resource, scopes = [], requiredScopes = [], tools = {}, name, documentation, allowKeys = false } = options;
  const described = describeResource({ issuer, resource, scopes, name, documentation });
  const verifier = options.verifier ?? createVerifier(options);
  const resourceMetadata = described.metadataUrl;
  return {
    ...described,
    verifier,
    checksTools: Object.keys(tools).length > 0,
    async admit({ header, body, ...facts }) {
      let principal: Principal | undefined;
      try {
        principal = await verifier.verify(readCredential(header), {}, { userAgent: header("user-agent") ?? undefined, ...facts });
        requireKind(principal, allowKeys, resource);
        requireRights(principal, { scopes: requiredScopes });
        requireToolScopes(body, tools, principal);
        return { auth: toAuth(principal, described) };
      } catch (error) {
        const missing = error instanceof KeyhouseError ? error.requiredScope : undefined;
        const asked = principal && missing !== undefined ? widenedScopes(principal, missing) : scopes;
        return { refusal: toRefusal(error, { resourceMetadata, scopes: asked }) };
      }
    },
  };
}

/** A key names no resource, and a session token is for the authorization server itself. */
function requireKind({ kind, resource }: Principal, allowKeys: boolean, own: string): void {
  if (kind === "grant" && resource === own) return;
  if (allowKeys && (kind === "api_key" || kind === "personal_token")) return;
  throw new KeyhouseError({ status: 401, code: "INVALID_TOKEN", message: `This MCP server takes tokens that were made for it: ask for one with resource=${own}` });
}

function toAuth(principal: Principal, { resource, metadataUrl }: McpResource): McpAuth {
  const { clientId, credentialId, scopes, expiresAt } = principal;
  return {
    token: "",
    clientId: clientId ?? credentialId,
    scopes: [...scopes],
    ...(expiresAt && { expiresAt: Math.floor(expiresAt.getTime() / 1000) }),
    resource: new URL(resource),
    resourceMetadataUrl: metadataUrl,
    extra: { principal },
  };
}
