import { createHmac, randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { config } from "@/lib/env/config";
import { keyRing } from "@/lib/signing-keys/key-ring";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp();
});
afterAll(() => house.close());

const codeOf = async (token: string) => {
  const answer = await house.send("GET", "/api/v1/auth/verify", { token });
  return answer.status === 200 ? "VALID" : (answer.json as { code: string }).code;
};

/** The claims of a good token, to be spoiled. */
function goodClaims(): JWTPayload & Record<string, unknown> {
  const [, payload] = person.token.split(".");
  return JSON.parse(Buffer.from(payload!, "base64url").toString()) as JWTPayload & Record<string, unknown>;
}

async function signed(claims: JWTPayload & Record<string, unknown>, header: Record<string, unknown> = {}): Promise<string> {
  const { kid, privateKey } = await keyRing().current();
  return new SignJWT(claims).setProtectedHeader({ alg: "ES256", typ: "JWT", kid, ...header }).sign(privateKey);
}

describe("a session token (RFC 8725)", () => {
  it("with its own claims and our key is good: the spoiled ones below fail for what was spoiled", async () => {
    expect(await codeOf(await signed(goodClaims()))).toBe("VALID");
  });

  it.each([
    ["another issuer", { iss: "https://evil.example" }],
    ["another audience", { aud: "https://evil.example" }],
    ["an audience that names others too", { aud: ["http://localhost:3000", "https://evil.example"] }],
    ["a time before which it does not count", { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ["no credential", { sid: undefined }],
    ["a credential that does not exist", { sid: "ses_00000000000000000000000000" }],
    ["no jti", { jti: undefined }],
    ["no subject", { sub: undefined }],
  ])("with %s is refused", async (_what, spoiled) => {
    expect(await codeOf(await signed({ ...goodClaims(), ...spoiled }))).toBe("INVALID_TOKEN");
  });

  it("that has ended is told so", async () => {
    expect(await codeOf(await signed({ ...goodClaims(), exp: Math.floor(Date.now() / 1000) - 1 }))).toBe("TOKEN_EXPIRED");
  });

  it("of another type is refused", async () => {
    expect(await codeOf(await signed(goodClaims(), { typ: "logout+jwt" }))).toBe("INVALID_TOKEN");
  });

  it("without a signature is refused", async () => {
    expect(await codeOf(new UnsecuredJWT(goodClaims()).encode())).toBe("INVALID_TOKEN");
    const [header, payload] = person.token.split(".");
    expect(await codeOf(`${header}.${payload}.`)).toBe("INVALID_TOKEN");
  });

  it("signed by HMAC with our public key is refused: the algorithm follows from the key", async () => {
    const { kid } = await keyRing().current();
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const body = `${encode({ alg: "HS256", typ: "JWT", kid })}.${encode(goodClaims())}`;
    const jwk = keyRing().jwks().keys[0]!;
    for (const secret of [JSON.stringify(jwk), jwk.x!, config().secretKey!]) expect(await codeOf(`${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`)).toBe("INVALID_TOKEN");
  });

  it("that brings its own key is refused", async () => {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const token = await new SignJWT(goodClaims()).setProtectedHeader({ alg: "ES256", typ: "JWT", jwk: await exportJWK(publicKey), kid: randomUUID(), jku: "https://evil.example/jwks.json" }).sign(privateKey);
    expect(await codeOf(token)).toBe("INVALID_TOKEN");
  });

  it("verifies offline by the published key set", async () => {
    const jwks = (await house.send("GET", "/oauth/jwks.json")).json as { keys: { kid: string }[] };
    const { payload } = await jwtVerify(person.token, async ({ kid }) => importJWK(jwks.keys.find((key) => key.kid === kid)!, "ES256"), { issuer: config().publicUrl, audience: config().publicUrl });
    expect(payload.sub).toBe(person.id);
  });
});

it("a successor is published a week before it signs", async () => {
  const { clock } = await import("@/lib/clock");
  const { kid } = await keyRing().current();
  const now = clock.now;
  clock.now = () => new Date(Date.now() + 84 * 86_400_000);
  try {
    await keyRing().rotate();
    expect(keyRing().jwks().keys.length).toBeGreaterThan(1);
    expect((await keyRing().current()).kid).toBe(kid);
  } finally {
    clock.now = now;
  }
});

it("a token signed by a key that has been followed by another goes on verifying", async () => {
  const { clock } = await import("@/lib/clock");
  const { kid: former } = await keyRing().current();
  const now = clock.now;
  clock.now = () => new Date(Date.now() + 91 * 86_400_000);
  try {
    await keyRing().rotate();
    expect((await keyRing().current()).kid).not.toBe(former);
    expect(await keyRing().find(former)).toBeDefined();
  } finally {
    clock.now = now;
    await keyRing().reload();
  }
  expect(await codeOf(person.token)).toBe("VALID");
});
