import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { consumeSecret, findSecret } from "./consume";
import { issueSecret } from "./issue";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const issue = (extra: Partial<Parameters<typeof issueSecret>[1]> = {}) => db().$transaction((tx) => issueSecret(tx, { purpose: "verify_email", lifetimeSeconds: 60, ...extra }));
const consume = (secret: string, purpose: Parameters<typeof consumeSecret>[1] = "verify_email") => db().$transaction((tx) => consumeSecret(tx, purpose, secret));

describe("a single-use secret", () => {
  it("has exactly one winner of sixteen who present it at once", async () => {
    const secret = await issue({ email: "a@example.com" });
    const answers = await Promise.all(Array.from({ length: 16 }, () => consume(secret)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(answers.find(Boolean)).toMatchObject({ email: "a@example.com" });
  });

  it("is stored as a hash alone", async () => {
    const secret = await issue();
    expect(JSON.stringify(await db().singleUseSecret.findMany())).not.toContain(secret);
  });

  it("serves its own purpose alone, and looking does not use it up", async () => {
    const secret = await issue();
    expect(await consume(secret, "reset_password")).toBeUndefined();
    expect(await findSecret("reset_password", secret)).toBeUndefined();
    expect(await findSecret("verify_email", secret)).toBeDefined();
    expect(await consume(secret)).toBeDefined();
    expect(await findSecret("verify_email", secret)).toBeUndefined();
  });

  it("ends with its time, and when a newer one is made for the same person and purpose", async () => {
    const { id: userId } = await house.signUp();
    const older = await issue({ userId });
    const newer = await issue({ userId });
    expect(await consume(older)).toBeUndefined();
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 61_000);
    try {
      expect(await consume(newer)).toBeUndefined();
    } finally {
      clock.now = now;
    }
  });
});
