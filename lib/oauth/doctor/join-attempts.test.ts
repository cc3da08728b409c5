import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { findMoves, type SeenStep } from "./join-attempts";
import { ConnectionRecorder } from "./record";
import type { Step } from "./step";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("an attempt that goes by two instances", () => {
  const metadata = { step: "discovery", agent: "client/1" } as const;
  const registration = { step: "registration", agent: "client/1", client: true } as const;
  const authorize = { step: "authorize", agent: "Browser", client: true } as const;
  const token = { step: "token", agent: "client/1", client: true } as const;
  type Said = { step: Step["step"]; agent: string; client?: boolean };

  let addresses = 0;

  it.each<[string, [0 | 1, Said][]]>([
    ["discovery here, all else there", [[0, metadata], [1, registration], [1, authorize], [1, token]]],
    ["by turns", [[0, metadata], [1, metadata], [0, registration], [1, authorize], [0, token]]],
    ["the browser alone there", [[0, metadata], [0, registration], [1, authorize], [0, token]]],
  ])("is one timeline: %s", async (title, steps) => {
    for (const flushes of ["each", "last"]) {
      const instances = [new ConnectionRecorder(1e6), new ConnectionRecorder(1e6)];
      const ip = `192.0.2.${++addresses}`;
      const clientId = `client_${title}_${flushes}`;
      const flushAll = async () => {
        for (const instance of instances) await instance.flush();
      };
      let kept: string | undefined;
      for (const [instance, { step, agent, client }] of steps) {
        const caller = { requestId: "req_x", ip, userAgent: `${agent} ${title} ${flushes}` };
        const id = instances[instance]!.record({ step, succeeded: true, caller, ...(client && { clientId }), ...(step === "token" && { attemptId: kept }) });
        if (step === "authorize") kept = id;
        if (flushes === "each") await flushAll();
        // what is one after the other comes in other milliseconds
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      await flushAll();
      const rows = await db().connectionEvent.findMany({ where: { ip }, orderBy: { occurredAt: "asc" } });
      expect(rows.map(({ step }) => step)).toEqual(steps.map(([, { step }]) => step));
      expect(new Set(rows.map(({ attemptId }) => attemptId))).toEqual(new Set([kept]));
    }
  });
});

describe("what stays apart", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
  const step = (attemptId: string, seconds: number, more: Partial<SeenStep> = {}): SeenStep => ({ attemptId, occurredAt: at(seconds), step: "discovery", succeeded: true, clientId: null, ip: "192.0.2.1", userAgent: "client/1", ...more });
  const moves = (...steps: SeenStep[]) => Object.fromEntries(findMoves(steps));

  it("is another program's, another place's, another client's, and what is a quarter of an hour away", () => {
    expect(moves(step("att_1", 0), step("att_2", 1, { userAgent: "other/1" }))).toEqual({});
    expect(moves(step("att_1", 0), step("att_2", 1, { ip: "192.0.2.2" }))).toEqual({});
    expect(moves(step("att_1", 0, { step: "registration", clientId: "client_1" }), step("att_2", 1, { step: "authorize", clientId: "client_2" }))).toEqual({});
    expect(moves(step("att_1", 0), step("att_2", 901))).toEqual({});
  });

  it("is what begins after the attempt before it has got through", () => {
    expect(moves(step("att_1", 0, { clientId: "client_1", step: "first_call" }), step("att_2", 1))).toEqual({});
  });

  it("is the attempt of somebody else with the same published document", () => {
    const document = { clientId: "https://claude.ai/client.json", step: "document" };
    expect(moves(step("att_1", 0, document), step("att_2", 1, { ...document, step: "authorize", ip: "192.0.2.2" }))).toEqual({});
    expect(moves(step("att_1", 0, document), step("att_2", 1, { ...document, step: "authorize" }))).toEqual({ att_1: "att_2" });
  });

  it("is never one whose id somebody has kept: that one others come to", () => {
    expect(moves(step("att_1", 0, { step: "authorize", clientId: "client_1" }), step("att_2", 1, { step: "authorize", clientId: "client_1" }))).toEqual({});
    expect(moves(step("att_1", 0), step("att_2", 1), step("att_3", 2, { step: "authorize", clientId: "client_1" }))).toEqual({ att_1: "att_3", att_2: "att_3" });
  });
});
