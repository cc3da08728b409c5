import { randomBytes } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { submitRegistration } from "@/lib/http/forms/register";
import { signInByIdentity } from "@/lib/identities/sign-in";
import { newId } from "@/lib/ids";
import { goodPassword, openHouse, type House } from "@/lib/testing/house";
import { startSecondProcess, type SecondProcess } from "@/lib/testing/second-process";

let house: House | undefined;
let other: SecondProcess | undefined;
afterEach(async () => {
  await other?.stop();
  await house?.close();
});

const proved = (index: number) => ({ provider: index % 2 ? ("google" as const) : ("github" as const), issuer: "https://provider.example", subject: `s${index}`, email: `by-provider-${index}@example.com`, emailVerified: true, username: `by-provider-${index}` });
const caller = () => ({ requestId: newId("req"), ip: "127.0.0.1", userAgent: "test" });

function submitForm(index: number): Promise<Response> {
  const body = new URLSearchParams({ email: `by-form-${index}@example.com`, username: `by-form-${index}`, password: goodPassword, next: "/dashboard" });
  return submitRegistration(new Request("http://localhost:3000/register/submit", { method: "POST", body, headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" } }));
}

it("of thirty who sign up at once in an empty house, by form, API, Google, GitHub and bot, in two processes, exactly one is administrator", async () => {
  const common = { SECRET_KEY: randomBytes(36).toString("base64"), RATE_LIMIT_PER_MINUTE: "100000", RATE_LIMIT_ANONYMOUS_PER_MINUTE: "100000", PASSWORD_HASH_COST: "4", LOG_LEVEL: "error" };
  house = await openHouse(common);
  other = await startSecondProcess({ ...common, DATABASE_URL: house.databaseUrl });
  const ways: ((index: number) => Promise<unknown>)[] = [
    (index) => house!.send("POST", "/api/v1/auth/register", { body: { email: `by-api-${index}@example.com`, password: goodPassword } }),
    submitForm,
    (index) => signInByIdentity(caller(), proved(index)),
    (index) => other!.ask("register", "", { email: `there-${index}@example.com`, password: goodPassword }),
    (index) => other!.ask("signInByIdentity", "", proved(index)),
    (index) => signInByIdentity(caller(), { provider: "telegram", issuer: "https://telegram.example", subject: `t${index}`, emailVerified: false, username: `by-bot-${index}` }),
  ];
  await Promise.all(Array.from({ length: 30 }, (_, index) => ways[index % ways.length]!(index)));
  const users = await db().user.findMany({ include: { memberships: { include: { organization: true } }, identities: true } });
  expect(users).toHaveLength(30);
  expect(users.filter(({ role }) => role === "admin")).toHaveLength(1);
  expect(users.filter(({ role }) => role === "user")).toHaveLength(29);
  const [admin] = users.filter(({ role }) => role === "admin");
  expect(admin!.identities.map(({ provider }) => provider)).not.toContain("telegram");
  expect(await db().bootstrap.findMany()).toMatchObject([{ id: 1, userId: admin!.id }]);
  for (const user of users) expect(user.memberships.map(({ role, organization }) => [role, organization.personalUserId])).toEqual([["owner", user.id]]);
  expect(await db().auditEvent.count({ where: { action: "user.registered" } })).toBe(30);
}, 60_000);
