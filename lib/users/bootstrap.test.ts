import { afterEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House } from "@/lib/testing/house";

let house: House | undefined;
afterEach(() => house?.close());

const register = (name: string, body: object = {}) => house!.send("POST", "/api/v1/auth/register", { body: { email: `${name}@example.com`, password: goodPassword, ...body } });

it("where strangers can reach the page, the first account needs the setup token, and later ones do not", async () => {
  house = await openHouse({ PUBLIC_URL: "https://keys.example.com", SETUP_TOKEN: "a setup token of some length" });
  for (const setup_token of [undefined, "a guess", ""]) expect((await register("stranger", { setup_token })).json).toMatchObject({ code: "FORBIDDEN" });
  expect(await db().user.count()).toBe(0);
  expect((await register("owner", { setup_token: "a setup token of some length" })).json).toMatchObject({ user: { role: "admin" } });
  expect((await register("second")).json).toMatchObject({ user: { role: "user" } });
});

it("on https the cookie is bound to the host and marked secure", async () => {
  house = await openHouse({ PUBLIC_URL: "https://keys.example.com", SETUP_TOKEN: "a setup token of some length" });
  const answer = await register("owner", { setup_token: "a setup token of some length" });
  expect(answer.cookies[0]).toMatch(/^__Host-keyhouse\.session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
});

it("with ENABLE_AUTH=false whoever calls is a local administrator, and a bad credential is still bad", async () => {
  house = await openHouse({ ENABLE_AUTH: "false" });
  expect((await house.send("GET", "/api/v1/users/me")).json).toMatchObject({ username: "local-admin", role: "admin" });
  expect((await house.send("POST", "/api/v1/api-keys", { body: { name: "From nobody" } })).status).toBe(201);
  expect((await house.send("GET", "/api/v1/users/me", { token: "nonsense" })).status).toBe(401);
});

it("with ENABLE_AUTH=false a page of another site in a browser on this machine is not the administrator", async () => {
  house = await openHouse({ ENABLE_AUTH: "false" });
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }] as Record<string, string>[]) {
    expect((await house.send("POST", "/api/v1/users/me/api-token", { headers })).json).toMatchObject({ code: "FORBIDDEN" });
  }
  expect((await house.send("POST", "/api/v1/users/me/api-token", { headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" } })).status).toBe(201);
});

it("anonymous calls of one network share ten a minute, IPv6 by its /64", async () => {
  house = await openHouse({ RATE_LIMIT_ANONYMOUS_PER_MINUTE: "10" });
  const ask = async (from: string) => (await house!.send("GET", "/api/v1/users/me", { from })).status;
  const statuses = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(`2001:db8:1:2::${index + 1}`)));
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  expect(await ask("2001:db8:1:3::1")).toBe(401);
});

it("a role never comes from a body", async () => {
  house = await openHouse();
  await house.signUp();
  expect((await register("climber", { role: "admin" })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "role" }] });
});
