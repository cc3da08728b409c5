import { describe, expect, it } from "vitest";
import { isTest, readSources } from "@/lib/testing/source-files";
import { auditActions } from "./audit-actions";

const documented = auditActions.flatMap(({ actions }) => actions.map(([action]) => action));

/** What looks like an action and is none: the type of a webhook's test message. */
const others = ["webhook.test"];

const recording = readSources().filter(({ path, text }) => path.startsWith("lib/") && !isTest(path) && !path.startsWith("lib/testing/") && !path.startsWith("lib/contract/") && path !== "lib/audit/entry.ts" && /withAudit|appendEvents|AuditEntry|Audited|entryOf/.test(text));
const word = "[a-z]+(?:_[a-z]+)*";
const literal = new RegExp(`["'\`](${word}\\.${word})["'\`]`, "g");
const composed = new RegExp(`\`(?:\\$\\{[^}]*kind\\}|${word})\\.(?:\\$\\{\\w+\\}|${word})\``, "g");

const spelled = new Set(recording.flatMap(({ text }) => [...text.matchAll(literal)].map(([, action]) => action!)).filter((action) => !others.includes(action)));
/** `${kind}.updated`: the verb alone is known. */
const verbs = new Set(recording.flatMap(({ text }) => [...text.matchAll(composed)].map(([action]) => /\.(\w+)`$/.exec(action)?.[1])).filter((verb) => verb !== undefined));

describe("the guide to the audit log", () => {
  it("tells of every action that the code records by name", () => {
    expect(spelled.size).toBeGreaterThan(90);
    expect([...spelled].filter((action) => !documented.includes(action))).toEqual([]);
  });

  it("tells of every action that is recorded for credentials of any kind", () => {
    expect([...verbs]).toEqual(expect.arrayContaining(["updated", "revoked", "expiring"]));
    expect([...verbs].filter((verb) => !documented.some((action) => action.endsWith(`.${verb}`)))).toEqual([]);
  });

  it("tells of none that is not recorded, and of none twice", () => {
    const isRecorded = (action: string) => spelled.has(action) || verbs.has(action.split(".")[1]!) || ["finding_dismissed", "finding_restored"].some((verb) => action === `*.${verb}`);
    expect(documented.filter((action) => !isRecorded(action))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });
});
