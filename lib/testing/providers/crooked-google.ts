import { generateKeyPair, exportJWK, SignJWT, type CryptoKey, type JWTPayload } from "jose";
import { startHttpServer } from "../http-server";

/** An OpenID provider whose token endpoint answers whatever ID token a test has put there. */
export async function startCrookedGoogle() {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: "k", alg: "RS256", use: "sig" }];
  const state = { idToken: "", discovery: {} as object, tokenStatus: 200 };
  const server = await startHttpServer((request, response) => {
    const json = (body: object, status = 200) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration") return json({ ...metadataOf(server.origin), ...state.discovery });
    if (request.url === "/jwks") return json({ keys });
    if (request.url === "/token") return json(state.tokenStatus === 200 ? { access_token: "at", token_type: "Bearer", expires_in: 60, id_token: state.idToken } : { error: "server_error" }, state.tokenStatus);
    return json({}, 404);
  });
  const claims = (nonce: string): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    return { iss: server.origin, aud: "client", sub: "1001", nonce, iat: now, exp: now + 300, email: "crooked@example.com", email_verified: true };
  };
  const sign = (payload: JWTPayload, header: { alg?: string; kid?: string } = {}, key: CryptoKey | Uint8Array = privateKey) => new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "k", ...header }).sign(key);
  return { issuer: server.origin, state, claims, sign, publicKey, close: server.close };
}

export type CrookedGoogle = Awaited<ReturnType<typeof startCrookedGoogle>>;

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256", "none"],
});
