import { clock, toWireTime } from "@/lib/clock";
import type { UpstreamHealth as HealthView } from "@/lib/contract/protected-apis";
import { slot } from "@/lib/slot";

type Seen = { successAt?: Date; failureAt?: Date; failure?: string; failures: number };

/** How the upstreams have answered this instance recently, by the ids of their APIs. In memory: after a start nothing is known yet. */
export class UpstreamHealth {
  private readonly seen = new Map<string, Seen>();

  succeeded(id: string): void {
    const seen = this.entryOf(id);
    seen.successAt = clock.now();
    seen.failures = 0;
  }

  /** Returns how many failures there were in a row. */
  failed(id: string, why: string): number {
    const seen = this.entryOf(id);
    seen.failureAt = clock.now();
    seen.failure = why;
    return ++seen.failures;
  }

  of(id: string): HealthView {
    const seen = this.seen.get(id);
    if (!seen) return { status: "unknown", consecutive_failures: 0 };
    return {
      status: seen.failures === 0 ? "up" : "down",
      last_success_at: toWireTime(seen.successAt),
      last_failure_at: toWireTime(seen.failureAt),
      last_failure: seen.failure,
      consecutive_failures: seen.failures,
    };
  }

  /** Of the others nothing is kept. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.seen.keys()) if (!ids.has(id)) this.seen.delete(id);
  }

  private entryOf(id: string): Seen {
    const known = this.seen.get(id);
    if (known) return known;
    const seen = { failures: 0 };
    this.seen.set(id, seen);
    return seen;
  }
}

const healthSlot = slot<UpstreamHealth>("upstreamHealth");
/** The tables of both bundles look at the same one; whoever asks first makes it. */
export function upstreamHealth(): UpstreamHealth {
  const known = healthSlot.peek();
  if (known) return known;
  const made = new UpstreamHealth();
  healthSlot.set(made);
  return made;
}
