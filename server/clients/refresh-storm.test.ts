import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStorm } from "@/lib/testing/storm/run-storm";
import { openTwoInstances, type TwoInstances } from "@/lib/testing/storm/two-instances";

const windowSeconds = 15;

let house: TwoInstances;
beforeAll(async () => {
  house = await openTwoInstances({ REFRESH_REPLAY_SECONDS: String(windowSeconds) });
}, 180_000);
afterAll(() => house?.stop());

describe("twenty processes that share one refresh token, at two instances on PostgreSQL", () => {
  it("refresh over and over, and nobody is signed out", async () => {
    const { origins, clientId, tokens } = house;
    // so many that each process meets tokens of all the others; the time is only there to end a storm that stands still
    const storm = await runStorm({ origins, clientId, refreshToken: tokens.refresh_token, processes: 20, refreshesEach: 4, milliseconds: 90_000 });
    expect(storm.failures).toEqual([]);
    expect(storm.refreshes).toBe(20 * 4);
    expect((await house.refresh(storm.lastToken)).status).toBe(200);
  }, 120_000);

  it("an old token that comes after the window ends the family at both instances, and the person can read why", async () => {
    const { origins, tokens, person } = house;
    await new Promise((resolve) => setTimeout(resolve, windowSeconds * 1000 + 500));
    expect(await house.refresh(tokens.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    for (const origin of origins) expect((await fetch(`${origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status).toBe(401);
    const { data } = await person.api<{ data: object[] }>("GET", "/connected-apps?status=ended");
    expect(data).toMatchObject([{ status: "revoked", ended: { reason: "refresh_token_reused", text: expect.stringContaining("stolen") } }]);
  }, 60_000);
});
