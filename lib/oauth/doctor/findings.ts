import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { FindingView, TestReport } from "@/lib/contract/doctor";
import { Refusal } from "@/lib/errors";
import { limiter } from "@/lib/rate-limit/limiter";

const testsPerMinute = 10;

/** A test makes up to twenty requests to somebody: each person may ask for ten a minute. */
export function requireTestBudget(ctx: UserContext): void {
  const budget = limiter().take(`doctor test ${ctx.principal.user.id}`, testsPerMinute);
  if (!budget.allowed) throw new Refusal("RATE_LIMITED", { retry_after: Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000)) });
}

/** What a test has found, in the order in which a client would meet it. */
export class Findings {
  private readonly all: FindingView[] = [];

  good(check: string, title: string, text: string): void {
    this.all.push({ check, severity: "good", title, text });
  }

  /** Some clients stumble over it, or it could be better. */
  warn(check: string, title: string, text: string, fix: string): void {
    this.all.push({ check, severity: "warn", title, text, fix });
  }

  /** A strict client stops here. */
  bad(check: string, title: string, text: string, fix: string): void {
    this.all.push({ check, severity: "bad", title, text, fix });
  }

  report(url: string): TestReport {
    const verdict = (["bad", "warn"] as const).find((severity) => this.all.some((finding) => finding.severity === severity)) ?? "good";
    return { url, verdict, findings: this.all };
  }
}

/** What somebody's server said, cut to a length that fits a line. */
export function quote(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 200 ? `${text.slice(0, 200)}...` : text || "nothing";
}
