import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { startCrookedGoogle, type CrookedGoogle } from "@/lib/testing/providers/crooked-google";
import { Traveller } from "@/lib/testing/providers/traveller";

let google: CrookedGoogle;
let house: House;
beforeAll(async () => {
  google = await startCrookedGoogle();
  house = await openHouse({ GOOGLE_CLIENT_ID: "client", GOOGLE_CLIENT_SECRET: "a-secret-of-the-tests", GOOGLE_ISSUER: google.issuer });
  await house.signUp("admin");
});
afterAll(async () => {
  await house?.close();
  await google?.close();
});
beforeEach(() => Object.assign(google.state, { discovery: {}, tokenStatus: 200, idToken: "" }));

type Forge = (claims: JWTPayload) => Promise<string> | string;

/** Comes back to the house, whose question about the code is answered with this ID token. */
async function comeBackWith(forge: Forge, { query = "", start = "/api/v1/auth/google", browser = new Traveller() } = {}) {
  const location = new URL((await browser.ask(start)).headers.get("location")!);
  google.state.idToken = await forge(google.claims(location.searchParams.get("nonce")!));
  const answer = await browser.ask(`/api/auth/callback/google?code=x&state=${location.searchParams.get("state")}${query}`);
  return { answer, browser };
}

const now = () => Math.floor(Date.now() / 1000);

it("an ID token that is as it should be signs in", async () => {
  const { answer, browser } = await comeBackWith((claims) => google.sign(claims));
  expect(answer.status).toBe(303);
  expect((await browser.whoAmI())?.email).toBe("crooked@example.com");
});

describe("SECURITY 12, 15: an ID token is refused, and nobody signed in,", () => {
  const forgeries: [string, Forge, number?][] = [
    ["with another nonce", (claims) => google.sign({ ...claims, nonce: "another" })],
    ["without a nonce", (claims) => google.sign({ ...claims, nonce: undefined })],
    ["of another issuer", (claims) => google.sign({ ...claims, iss: "https://accounts.google.com" })],
    ["for another client", (claims) => google.sign({ ...claims, aud: "another-client" })],
    ["for several clients, asked for by another", (claims) => google.sign({ ...claims, aud: ["client", "another"], azp: "another" })],
    ["that is not signed (alg none)", (claims) => new UnsecuredJWT(claims).encode()],
    ["signed with the client's secret (HS256)", (claims) => google.sign(claims, { alg: "HS256", kid: undefined as never }, new TextEncoder().encode("a-secret-of-the-tests"))],
    ["signed by another key", async (claims) => google.sign(claims, {}, (await generateKeyPair("RS256")).privateKey)],
    ["signed by a key that its own header brings", async (claims) => {
      const { privateKey } = await generateKeyPair("RS256");
      return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "mine", jku: "https://evil.example/jwks" }).sign(privateKey);
    }],
    ["without a subject", ({ iss, aud, nonce, iat, exp }) => google.sign({ iss, aud, nonce, iat, exp } as JWTPayload)],
    ["that is no token", () => "nonsense"],
  ];
  it.each(forgeries)("%s", async (_what, forge) => {
    const { answer, browser } = await comeBackWith(forge);
    expect([answer.status, answer.text.includes("answer cannot be trusted")]).toEqual([502, true]);
    expect(await browser.whoAmI()).toBeUndefined();
  });

  it.each([
    ["that has expired", () => ({ exp: now() - 3600, iat: now() - 7200 })],
    ["from the future", () => ({ iat: now() + 3600, nbf: now() + 3600, exp: now() + 7200 })],
  ])("%s, and the page says that a clock is wrong", async (_what, times) => {
    const { answer } = await comeBackWith((claims) => google.sign({ ...claims, ...times() }));
    expect([answer.status, answer.text.includes("clock")]).toEqual([502, true]);
  });

  it("when the answer names another issuer (RFC 9207)", async () => {
    const { answer } = await comeBackWith((claims) => google.sign(claims), { query: "&iss=https://another.example" });
    expect(answer.status).toBe(502);
  });

  it("when the discovery document is another issuer's", async () => {
    google.state.discovery = { issuer: "https://another.example" };
    const { answer } = await comeBackWith((claims) => google.sign({ ...claims, iss: "https://another.example" }));
    expect(answer.status).toBe(502);
    expect(await db().identity.count({ where: { issuer: "https://another.example" } })).toBe(0);
  });
});

describe("a provider in trouble ends on a page that says so", () => {
  it("down when the person comes back", async () => {
    google.state.tokenStatus = 503;
    const { answer } = await comeBackWith((claims) => google.sign(claims));
    expect([answer.status, answer.text.includes("Google does not answer")]).toEqual([502, true]);
  });

  it.each([
    ["server_error", 502, "Google does not answer"],
    ["access_denied", 400, "You did not let Google say who you are"],
    ["invalid_scope", 502, "answer cannot be trusted"],
  ])("that answers %s", async (error, status, text) => {
    const browser = new Traveller();
    const state = new URL((await browser.ask("/api/v1/auth/google")).headers.get("location")!).searchParams.get("state");
    const answer = await browser.ask(`/api/auth/callback/google?error=${error}&state=${state}`);
    expect([answer.status, answer.text.includes(text)]).toEqual([status, true]);
    expect((await browser.ask(`/api/auth/callback/google?code=x&state=${state}`)).status).toBe(400);
  });

  it("what it puts into the address is not put on our page", async () => {
    const browser = new Traveller();
    const state = new URL((await browser.ask("/api/v1/auth/google")).headers.get("location")!).searchParams.get("state");
    const answer = await browser.ask(`/api/auth/callback/google?error=x&error_description=${encodeURIComponent("<script>alert(1)</script> call 555-1234")}&state=${state}`);
    expect(answer.text).not.toMatch(/script>|555-1234/);
  });

  it("down when the person sets out", async () => {
    google.state.discovery = { authorization_endpoint: undefined };
    const broken = await new Traveller().ask("/api/v1/auth/google");
    expect(broken.status).toBe(502);
  });
});

describe("a confirmation", () => {
  const start = "/api/v1/auth/google?confirm=1&next=/api-token";
  const signedIn = async () => (await comeBackWith((claims) => google.sign(claims))).browser;

  it("of somebody who signed in there long ago, or whom the provider will not say when, confirms nothing", async () => {
    const browser = await signedIn();
    for (const more of [{ auth_time: now() - 3600 }, {}]) {
      const { answer } = await comeBackWith((claims) => google.sign({ ...claims, ...more }), { start, browser });
      expect([answer.status, answer.text.includes("did not ask you to sign in again")]).toEqual([403, true]);
    }
  });

  it("of somebody who has just signed in there confirms", async () => {
    const { answer } = await comeBackWith((claims) => google.sign({ ...claims, auth_time: now() }), { start, browser: await signedIn() });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/api-token"]);
  });
});
