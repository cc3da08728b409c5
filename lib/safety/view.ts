import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { Finding } from "@/lib/contract/safety";
import { toCredentialView } from "@/lib/holdings/view";
import { readEvidence, type Evidence } from "./evidence";
import { isDismissible } from "./dismiss";
import type { FindingRow } from "./finding-row";
import { repairsOf } from "./repair";
import { rightsOf } from "./rights";
import { describeFinding } from "./words";

const mostShown = 20;

/** Findings with what they rest on and what the caller may do about them. */
export async function toFindings(ctx: UserContext, rows: readonly FindingRow[]): Promise<Finding[]> {
  const [evidenceOf, rights] = await Promise.all([readEvidence(rows), rightsOf(ctx)]);
  return rows.flatMap((row) => {
    const evidence = evidenceOf(row);
    // gone since it was found
    return evidence ? [toFinding(ctx, row, evidence, rights(evidence.row))] : [];
  });
}

function toFinding({ principal }: UserContext, { kind, since, dismissedAt, dismissedBy }: FindingRow, evidence: Evidence, rights: ReturnType<Awaited<ReturnType<typeof rightsOf>>>): Finding {
  const { row, callers, unusedScopes } = evidence;
  return {
    kind,
    credential: toCredentialView(row),
    found: describeFinding(kind, evidence),
    since: toWireTime(since),
    scopes: kind === "unused_scopes" ? unusedScopes : undefined,
    callers: callers.length > 0 ? callers.slice(0, mostShown).map(({ ip, userAgent, lastSeenAt, calls }) => ({ ip, user_agent: userAgent || undefined, last_at: toWireTime(lastSeenAt), calls: Number(calls) })) : undefined,
    repairs: dismissedAt ? [] : repairsOf(kind, principal, evidence, rights),
    may_dismiss: rights.dismiss && isDismissible(kind),
    dismissed: dismissedAt ? { at: toWireTime(dismissedAt), by: dismissedBy ?? "somebody" } : undefined,
  };
}
