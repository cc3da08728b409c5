import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { openHouse } from "@/lib/testing/house";

it("with TOKEN_SIGNING_ALG=HS256 session tokens are signed by SECRET_KEY, and ES256 ones from before still count", async () => {
  const secret = "a shared secret of more than 32 bytes 0123456789";
  const house = await openHouse({ SECRET_KEY: secret, TOKEN_SIGNING_ALG: "HS256" });
  try {
    const person = await house.signUp();
    expect(decodeProtectedHeader(person.token)).toMatchObject({ alg: "HS256" });
    const { payload } = await jwtVerify(person.token, new TextEncoder().encode(secret), { algorithms: ["HS256"] });
    expect(payload.sub).toBe(person.id);
    expect((await house.send("GET", "/api/v1/auth/verify", { token: person.token })).status).toBe(200);
  } finally {
    await house.close();
  }
});
