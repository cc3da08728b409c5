import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { LeakReport } from "@/lib/contract/leaks";
import { Refusal } from "@/lib/errors";
import { later } from "@/lib/later";
import { redact } from "@/lib/log";
import { limiter } from "@/lib/rate-limit/limiter";
import { findSecret } from "./find-secret";
import { stopClientSecret } from "./stop-client-secret";
import { stopCredential } from "./stop-credential";

/** Secrets that one network may report within an hour. */
const perNetwork = 1000;
const hour = 3_600_000;

/**
 * Stops what was reported as leaked, and tells its owner. Nothing is looked up before the answer is on its way, so that neither
 * what it says nor how long it takes tells whether a secret is known. Throws RATE_LIMITED.
 */
export function reportLeaks({ requestId, ip }: Caller, reports: readonly LeakReport[]): void {
  requireReportBudget(ip, reports.length);
  // who reports is not written down: the owner of a leaked key has no business with the finder's address
  const caller: Caller = { requestId, ip: undefined, userAgent: undefined };
  for (const report of reports) later("Looking at a report of a leaked secret", () => lookAt(caller, report));
}

async function lookAt(caller: Caller, report: LeakReport): Promise<void> {
  const found = await findSecret(report.token);
  const trace = { url: withoutSecret(report.url, report.token), note: withoutSecret(report.note, report.token) };
  if (found) await stopCredential(caller, found, trace);
  else await stopClientSecret(caller, report.token, trace);
}

/** The secret itself may stand in the address where it was found, and in what the finder writes. */
function withoutSecret(text: string | undefined, secret: string): string | undefined {
  return text ? redact(text.replaceAll(secret, "[redacted]")) : undefined;
}

function requireReportBudget(ip: string | undefined, count: number): void {
  for (let taken = 0; taken < count; taken++) {
    const budget = limiter().take(`leak reports from ${networkOf(ip)}`, perNetwork, hour);
    if (!budget.allowed) throw new Refusal("RATE_LIMITED", { retry_after: Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000)) });
  }
}
