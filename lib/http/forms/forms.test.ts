import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { localPath } from "./form";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  person = await house.signUp();
});
afterAll(() => house.close());

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  house.send("POST", path, { raw: new URLSearchParams(fields), headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin", ...headers } });

describe("the sign-in form", () => {
  const signIn = (fields: Record<string, string>, headers?: Record<string, string>) => post("/login/submit", { identifier: person.email, password: goodPassword, ...fields }, headers);

  it("signs in by address or username, and goes on by 303 to where the person came from", async () => {
    for (const identifier of [person.email, person.username]) {
      const answer = await signIn({ identifier, next: "/api-keys?new=1" });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/api-keys?new=1"]);
      const cookie = answer.cookies.find((value) => value.startsWith("keyhouse.session="))!.split(";")[0]!;
      expect((await house.send("GET", "/api/v1/users/me", { cookie })).status).toBe(200);
    }
  });

  it("never leads to another site", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""]) expect((await signIn({ next })).headers.get("location")).toBe("/dashboard");
  });

  it("comes back with the code of what was wrong and what was typed, never the password", async () => {
    const answer = await signIn({ password: "wrong password", next: "/settings" });
    expect(answer.headers.get("location")).toBe("/login?error=INVALID_CREDENTIALS&next=%2Fsettings");
    const typed = decodeURIComponent(answer.cookies.find((value) => value.startsWith("keyhouse.typed="))!);
    expect(typed).toContain(person.email);
    expect(typed).not.toContain("wrong password");
  });

  it("sent from another site is refused", async () => {
    const answer = await signIn({}, { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect(answer.headers.get("location")).toBe("/login?error=FORBIDDEN");
    expect(answer.cookies.some((value) => value.startsWith("keyhouse.session="))).toBe(false);
  });

  it("sent from this machine under its other names is our own, from another port of it is not", async () => {
    expect((await signIn({}, { origin: "http://127.0.0.1:3000" })).headers.get("location")).toBe("/dashboard");
    expect((await signIn({}, { origin: "http://[::1]:3000" })).headers.get("location")).toBe("/dashboard");
    for (const origin of ["http://localhost:4000", "https://localhost:3000", "http://localhost.evil.example:3000", "null"]) {
      expect((await signIn({}, { origin })).headers.get("location")).toBe("/login?error=FORBIDDEN");
    }
  });

  it("gives a new session, and the one that the browser had is dead", async () => {
    const first = (await signIn({})).cookies.find((value) => value.startsWith("keyhouse.session="))!.split(";")[0]!;
    const second = (await signIn({}, { cookie: first })).cookies.find((value) => value.startsWith("keyhouse.session="))!.split(";")[0]!;
    expect(second).not.toBe(first);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: first })).status).toBe(401);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: second })).status).toBe(200);
  });
});

describe("the sign-up form", () => {
  it("makes an account and signs it in", async () => {
    const answer = await post("/register/submit", { email: "new@example.com", username: "", password: goodPassword });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/dashboard"]);
    expect(answer.cookies.join()).toContain("keyhouse.session=");
  });

  it("names the field that it cannot take", async () => {
    expect((await post("/register/submit", { email: "no address", password: goodPassword })).headers.get("location")).toBe("/register?error=VALIDATION_FAILED&field=email");
    expect((await post("/register/submit", { email: "x1@example.com", password: "password" })).headers.get("location")).toBe("/register?error=VALIDATION_FAILED&field=password");
    expect((await post("/register/submit", { email: person.email, password: goodPassword })).headers.get("location")).toBe("/register?error=CONFLICT&field=email");
  });
});

it("signing out ends the session and takes the cookie away", async () => {
  const other = await house.signUp();
  const answer = await post("/logout", {}, { cookie: other.cookie });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  expect(answer.cookies.join()).toContain("keyhouse.session=; Path=/; Max-Age=0");
  expect((await house.send("GET", "/api/v1/users/me", { cookie: other.cookie })).status).toBe(401);
});

it.each([
  ["/dashboard", "/dashboard"],
  ["/oauth/consent?request=abc&x=%2F", "/oauth/consent?request=abc&x=%2F"],
  ["//evil", "/dashboard"],
  ["/ /evil", "/dashboard"],
  ["evil", "/dashboard"],
  ["/\\evil", "/dashboard"],
  ["/keys?name=\u20ac", "/dashboard"],
  ["/\u0001", "/dashboard"],
])("the path %j leads to %s", (text, path) => {
  expect(localPath(text)).toBe(path);
});
