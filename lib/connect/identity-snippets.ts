/** Who signs the identity of a caller, and for which API. */
export type SignedFor = {
  /** Keyhouse's own address. */
  keyhouse: string;
  /** The API's address at Keyhouse. */
  resource: string;
};

export type IdentitySnippet = { id: string; label: string; language: "javascript" | "python"; code: string };

/** How an API checks `X-Auth-Identity`, ready to be pasted. The tests run the first of them. */
export function identitySnippets(site: SignedFor): IdentitySnippet[] {
  return [
    { id: "node", label: "Node", language: "javascript", code: node(site) },
    { id: "python", label: "Python", language: "python", code: python(site) },
  ];
}

function node({ keyhouse, resource }: SignedFor): string {
  return `import { createRemoteJWKSet, jwtVerify } from "jose";

const keys = createRemoteJWKSet(new URL("${keyhouse}/oauth/jwks.json"));

/** Who calls: { sub, username, email, role, groups, scope, ... }. Throws if Keyhouse did not say so. */
export async function callerOf(headers) {
  const { payload } = await jwtVerify(headers["x-auth-identity"], keys, {
    issuer: "${keyhouse}",
    audience: "${resource}",
    typ: "identity+jwt",
    algorithms: ["ES256"],
  });
  return payload;
}`;
}

function python({ keyhouse, resource }: SignedFor): string {
  return `import jwt  # pip install "pyjwt[crypto]"

keys = jwt.PyJWKClient("${keyhouse}/oauth/jwks.json")

def caller_of(headers):
    """Who calls: sub, username, email, role, groups, scope. Raises if Keyhouse did not say so."""
    token = headers["X-Auth-Identity"]
    if jwt.get_unverified_header(token).get("typ") != "identity+jwt":
        raise jwt.InvalidTokenError("not an identity")
    return jwt.decode(
        token,
        keys.get_signing_key_from_jwt(token).key,
        algorithms=["ES256"],
        issuer="${keyhouse}",
        audience="${resource}",
    )`;
}
