import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticate } from "@/lib/access/authenticate";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { isRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startSecondProcess, type SecondProcess } from "@/lib/testing/second-process";
import { closeAttempt, openAttempt } from "./attempt";
import { linkIdentity } from "./link";
import type { ProvedIdentity } from "./provider";
import { signInByIdentity } from "./sign-in";
import { unlinkIdentity } from "./unlink";

const common = {
  SECRET_KEY: randomBytes(36).toString("base64"),
  PASSWORD_HASH_COST: "4",
  LOG_LEVEL: "error",
  RATE_LIMIT_PER_MINUTE: "100000",
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: "100000",
  GOOGLE_CLIENT_ID: "c",
  GOOGLE_CLIENT_SECRET: "s",
  GITHUB_CLIENT_ID: "c",
  GITHUB_CLIENT_SECRET: "s",
};

let house: House;
let other: SecondProcess;
beforeAll(async () => {
  house = await openHouse(common);
  other = await startSecondProcess({ ...common, DATABASE_URL: house.databaseUrl });
  await house.signUp("admin");
});
afterAll(async () => {
  await other?.stop();
  await house?.close();
});

const caller = () => ({ requestId: newId("req"), ip: "127.0.0.1", userAgent: "test" });
const sixteen = <Result>(here: (index: number) => Promise<Result>, there: (index: number) => Promise<Result>) => Promise.all(Array.from({ length: 16 }, (_, index) => (index % 2 ? here(index) : there(index))));
const says = (act: Promise<unknown>): Promise<string> => act.then(() => "done", (error: unknown) => (isRefusal(error) ? error.code : String(error)));
const contextOf = async ({ token }: Person): Promise<UserContext> => ({ ...caller(), principal: await authenticate(token, caller()) });
const proved = (subject: string, more: Partial<ProvedIdentity> = {}): ProvedIdentity => ({ provider: "google", issuer: "https://accounts.google.com", subject, emailVerified: false, ...more });

it.each([
  ["whose address is verified", { email: "new@mail.example", emailVerified: true }],
  ["without an address", {}],
])("of sixteen first sign-ins of one person %s, in two processes, one makes the account, and all open it", async (title, more) => {
  const identity = proved(`first ${title}`, more);
  const before = await db().user.count();
  const answers = await sixteen((_index) => says(signInByIdentity(caller(), identity)), (_index) => other.ask("signInByIdentity", "", identity));
  expect(new Set(answers)).toEqual(new Set(["done"]));
  expect(await db().user.count()).toBe(before + 1);
  expect(await db().identity.count({ where: { subject: identity.subject } })).toBe(1);
});

it("of sixteen sign-ins of somebody whose address an account has verified, all open that account, linked once", async () => {
  const person = await house.signUp();
  await db().user.update({ where: { id: person.id }, data: { emailVerifiedAt: new Date() } });
  const identity = proved("by address", { email: person.email, emailVerified: true });
  const answers = await sixteen((_index) => says(signInByIdentity(caller(), identity)), (_index) => other.ask("signInByIdentity", "", identity));
  expect(new Set(answers)).toEqual(new Set(["done"]));
  expect(await db().identity.findMany({ where: { subject: "by address" } })).toMatchObject([{ userId: person.id }]);
  expect(await db().auditEvent.count({ where: { action: "identity.linked", subjectUserId: person.id } })).toBe(1);
});

it("of two people who link the same account elsewhere at once, in two processes, one does", async () => {
  for (let round = 0; round < 6; round++) {
    const [first, second] = [await house.signUp(), await house.signUp()];
    const identity = proved(`wanted ${round}`);
    const answers = await Promise.all([says(linkIdentity(await contextOf(first), identity)), other.ask("linkIdentity", second.token, identity)]);
    expect(answers.sort()).toEqual(["CONFLICT", "done"]);
  }
});

it("of two ways in that are unlinked at once, in two processes, one stays", async () => {
  for (let round = 0; round < 6; round++) {
    const person = await house.signUp();
    await db().user.update({ where: { id: person.id }, data: { passwordHash: null } });
    const ids = [newId("idn"), newId("idn")];
    await db().identity.createMany({ data: ids.map((id, index) => ({ id, userId: person.id, provider: index ? "google" : "github", issuer: "https://provider.example", subject: id })) });
    const answers = await Promise.all([says(unlinkIdentity(await contextOf(person), ids[0]!)), other.ask("unlinkIdentity", person.token, ids[1]!)]);
    expect(answers.sort()).toEqual(["CONFLICT", "done"]);
    expect(await db().identity.count({ where: { userId: person.id } })).toBe(1);
  }
});

it("a state that sixteen bring back at once, in two processes, is taken once", async () => {
  const browser = randomBytes(32).toString("base64url");
  const state = await openAttempt({ provider: "github", intent: "sign_in", next: "/dashboard" }, { pkce: "a secret" }, browser);
  const answers = await sixteen(
    async (_index) => {
      const closed = await closeAttempt(state, "github", browser);
      return typeof closed === "string" ? closed : "taken";
    },
    (_index) => other.ask("closeAttempt", "", state, "github", browser),
  );
  expect(answers.filter((answer) => answer === "taken")).toHaveLength(1);
  expect(answers.filter((answer) => answer === "gone")).toHaveLength(15);
});
