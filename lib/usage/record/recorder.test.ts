import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/lib/context";
import { setLogLevel } from "@/lib/log";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { Call } from "./call";
import type { Digest } from "./digest";
import { CallRecorder } from "./recorder";

const recorders: CallRecorder[] = [];
beforeAll(() => {
  setLimiter(new Limiter());
  setLogLevel("error");
});
afterEach(async () => {
  for (const recorder of recorders.splice(0)) await recorder.close();
});

function makeCall(id = "key_1", reason?: string): Call {
  const principal = { credentialId: id, user: { id: "01900000-0000-7000-8000-000000000000" }, organizationId: undefined, quotaPerDay: undefined, budgetId: id } as Principal;
  const call = new Call({ channel: "rest", requestId: "req_1", ip: "203.0.113.1", userAgent: "curl/8", method: "GET", target: "/", scopes: ["keys:read"] });
  call.recognise({ principal, secretHash: "ab".repeat(32), revoked: false, paused: false, revokesAt: Number.POSITIVE_INFINITY });
  call.reason = reason;
  call.end(200);
  return call;
}

/** A recorder over a database that is what the test makes of it. */
function record(listed: number, write: (digest: Digest) => Promise<void>): CallRecorder {
  const recorder = new CallRecorder(listed, write);
  recorders.push(recorder);
  return recorder;
}

const countOf = (digests: Digest[], subject: string, outcome = "allowed") =>
  digests.flatMap(({ counts }) => [...counts.values()]).filter((row) => row.subject === subject && row.grain === "day" && row.outcome === outcome).reduce((sum, { calls }) => sum + calls, 0);

describe("calls that are gathered", () => {
  it("are written together, and counted for the credential, its person and the house", async () => {
    const written: Digest[] = [];
    const recorder = record(100, async (digest) => void written.push(digest));
    for (let call = 0; call < 5; call++) recorder.record(makeCall());
    recorder.record(makeCall("key_2", "FORBIDDEN"));
    await recorder.flush();
    expect(written).toHaveLength(1);
    expect(written[0]!.rows).toHaveLength(6);
    expect(countOf(written, "key_1")).toBe(5);
    expect(countOf(written, "house")).toBe(5);
    expect(countOf(written, "house", "FORBIDDEN")).toBe(1);
    expect([...written[0]!.scopes.values()]).toMatchObject([{ credential_id: "key_1", calls: 5 }]);
  });

  it("are all counted where more come than are listed; refusals have room of their own", async () => {
    const written: Digest[] = [];
    const recorder = record(10, async (digest) => void written.push(digest));
    for (let call = 0; call < 5000; call++) recorder.record(makeCall("key_busy"));
    for (let call = 0; call < 5; call++) recorder.record(makeCall("key_refused", "REVOKED"));
    await recorder.flush();
    expect(countOf(written, "key_busy")).toBe(5000);
    const rows = written.flatMap(({ rows }) => rows);
    expect(rows.filter(({ reason }) => reason === undefined)).toHaveLength(10);
    expect(rows.filter(({ reason }) => reason === "REVOKED")).toHaveLength(5);
  });

  it("of one credential that is refused without end, three hundred a minute are listed", async () => {
    const written: Digest[] = [];
    const recorder = record(10_000, async (digest) => void written.push(digest));
    for (let call = 0; call < 1000; call++) recorder.record(makeCall("key_hammered", "RATE_LIMITED"));
    await recorder.flush();
    expect(written.flatMap(({ rows }) => rows)).toHaveLength(300);
    expect(countOf(written, "key_hammered", "RATE_LIMITED")).toBe(1000);
  });

  it("are kept while the database is away, and written once it is back: none lost, none counted twice", async () => {
    const written: Digest[] = [];
    let isAway = true;
    const recorder = record(100, async (digest) => {
      if (isAway) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
      written.push(structuredClone(digest));
    });
    for (let round = 0; round < 3; round++) {
      recorder.record(makeCall());
      await recorder.flush();
    }
    isAway = false;
    await recorder.flush();
    expect(countOf(written, "key_1")).toBe(3);
    expect(new Set(written.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(3);
  });

  it("that no database would ever take are given up, and those after them are written", async () => {
    const written: Digest[] = [];
    let attempts = 0;
    const recorder = record(100, async (digest) => {
      if (++attempts <= 10) throw new Error("no such column");
      written.push(digest);
    });
    recorder.record(makeCall("key_bad"));
    for (let attempt = 0; attempt < 10; attempt++) await recorder.flush();
    recorder.record(makeCall("key_good"));
    await recorder.flush();
    expect(countOf(written, "key_bad")).toBe(0);
    expect(countOf(written, "key_good")).toBe(1);
  });

  it("are written when the process ends", async () => {
    const written: Digest[] = [];
    const recorder = new CallRecorder(100, async (digest) => void written.push(digest));
    recorder.record(makeCall());
    await recorder.close();
    expect(written).toHaveLength(1);
  });
});
