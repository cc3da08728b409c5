import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { newInvitation, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let owner: Person;
let organizationId: string;
beforeAll(async () => {
  house = await openHouse({ EMAIL_VERIFICATION: "required", SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "keyhouse@example.com" });
  owner = await house.signUp("chief");
  organizationId = await newOrganization(house, owner);
});
afterAll(() => house.close());

const ownPage = { "content-type": "application/x-www-form-urlencoded", origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
const post = (path: string, fields: Record<string, string>, cookie = "", headers: Record<string, string> = {}) =>
  house.send("POST", path, { raw: new URLSearchParams(fields).toString(), headers: { ...ownPage, ...headers }, ...(cookie && { cookie }) });
const locationOf = (answer: { headers: Headers }) => answer.headers.get("location")!;
const nextOf = (token: string) => `/invitation?token=${token}`;
const cookiesOf = (answer: { cookies: string[] }) => answer.cookies.map((cookie) => cookie.split(";")[0]).join("; ");

describe("registering on the way from an invitation's link", () => {
  it("needs no second mail where addresses must be confirmed: the link has proven the address, and one click joins", async () => {
    const { token } = await newInvitation(organizationId, "grace@example.com");
    const registered = await post("/register/submit", { email: "Grace@example.com", password: goodPassword, next: nextOf(token) });
    expect([registered.status, locationOf(registered)]).toEqual([303, nextOf(token)]);
    expect(await db().user.findUnique({ where: { email: "grace@example.com" } })).toMatchObject({ emailVerifiedAt: expect.any(Date), role: "user" });
    expect(await db().mail.count({ where: { toAddress: "grace@example.com" } })).toBe(0);
    const joined = await post("/invitation/submit", { token, decision: "accept" }, cookiesOf(registered));
    expect(locationOf(joined)).toBe(`/organizations/${organizationId}`);
  });

  it("proves no other address, and a link that does not work proves none", async () => {
    const { token } = await newInvitation(organizationId, "alan@example.com");
    for (const [email, next] of [["mallory@example.com", nextOf(token)], ["alan@example.com", nextOf("never-made")], ["alan@example.com", `/other?token=${token}`]] as const) {
      const answer = await post("/register/submit", { email, password: goodPassword, next });
      expect(locationOf(answer)).toBe("/verify-email?sent=1");
      expect(await db().user.findUnique({ where: { email } })).toBeNull();
    }
  });
});

describe("the form of an invitation", () => {
  it("sends who is not signed in to do that first, with the address filled in, and back", async () => {
    const { token } = await newInvitation(organizationId, "ada@example.com");
    for (const [decision, page] of [["register", "/register"], ["sign_in", "/login"]] as const) {
      const answer = await post("/invitation/submit", { token, decision });
      expect(locationOf(answer)).toBe(`${page}?next=${encodeURIComponent(nextOf(token))}`);
      expect(decodeURIComponent(answer.cookies[0]!)).toContain('"email":"ada@example.com"');
    }
    const unknown = await post("/invitation/submit", { token: "never-made", decision: "register" });
    expect(locationOf(unknown)).toBe("/invitation?error=NOT_FOUND&token=never-made");
  });

  it("joins nobody who is not signed in, nor by a form of another site, and the link stays good", async () => {
    const { id, token } = await newInvitation(organizationId, owner.email);
    expect(locationOf(await post("/invitation/submit", { token, decision: "accept" }))).toContain("error=AUTH_REQUIRED");
    expect(locationOf(await post("/invitation/submit", { token, decision: "accept" }, owner.cookie, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }))).toContain("error=FORBIDDEN");
    expect(await db().invitation.findUnique({ where: { id } })).toMatchObject({ acceptedAt: null });
  });

  it("declines without an account", async () => {
    const { id, token } = await newInvitation(organizationId, "nobody@example.com");
    expect(locationOf(await post("/invitation/submit", { token, decision: "decline" }))).toBe("/invitation?done=declined");
    expect(await db().invitation.findUnique({ where: { id } })).toMatchObject({ declinedAt: expect.any(Date) });
  });
});

describe("the header's choice of an organization", () => {
  it("is a cookie and nothing more: anything but an id clears it, and the way back is a page of our own", async () => {
    const chosen = await post("/organizations/choose", { organization_id: organizationId, next: "/api-keys" }, owner.cookie);
    expect([locationOf(chosen), chosen.cookies[0]]).toEqual(["/api-keys", expect.stringContaining(`keyhouse.organization=${organizationId};`)]);
    for (const organization_id of ["", "x; Domain=evil.example", "org_short"]) {
      const answer = await post("/organizations/choose", { organization_id, next: "//evil.example/" }, owner.cookie);
      expect([locationOf(answer), answer.cookies[0]]).toEqual(["/dashboard", expect.stringContaining("keyhouse.organization=; Path=/; Max-Age=0")]);
    }
  });
});
