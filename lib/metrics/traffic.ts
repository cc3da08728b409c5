import { slot } from "@/lib/slot";
import type { Family, Histogram } from "./format";

/** Who answered: a route ahead of Next, the gateway, or Next (pages and the rest of the API). */
export type Door = "hot" | "gateway" | "next";

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Row = { door: Door; status: number; counts: number[]; sum: number };

/** Answers by door and class of status, and how long they took. Counting costs a look-up and three additions. */
export class Traffic {
  private readonly rows = new Map<number, Row>();
  private readonly uses = new Map<string, { channel: string; outcome: string; count: number }>();

  answered(door: Door, status: number, seconds: number): void {
    const row = this.rowOf(door, Math.floor(status / 100));
    let bucket = 0;
    while (bucket < bounds.length && seconds > bounds[bucket]!) bucket++;
    row.counts[bucket]!++;
    row.sum += seconds;
  }

  /** A credential was used. `outcome`: allowed, or the code of why not. */
  used(channel: string, outcome: string): void {
    const key = `${channel} ${outcome}`;
    const known = this.uses.get(key);
    if (known) known.count++;
    else this.uses.set(key, { channel, outcome, count: 1 });
  }

  families(): Family[] {
    const histograms = [...this.rows.values()].map(({ door, status, counts, sum }): Histogram => ({ labels: { door, status: `${status}xx` }, bounds, counts, sum }));
    return [
      { name: "keyhouse_http_request_duration_seconds", help: "Answered requests, by who answered and by class of status", type: "histogram", histograms },
      {
        name: "keyhouse_credential_uses_total",
        help: "Uses of known credentials, by where they were checked and what came of it",
        type: "counter",
        samples: [...this.uses.values()].map(({ channel, outcome, count }) => ({ labels: { channel, outcome }, value: count })),
      },
    ];
  }

  private rowOf(door: Door, status: number): Row {
    const key = doors[door] * 10 + status;
    const known = this.rows.get(key);
    if (known) return known;
    const row = { door, status, counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
    this.rows.set(key, row);
    return row;
  }
}

const doors: Record<Door, number> = { hot: 0, gateway: 1, next: 2 };

const trafficSlot = slot<Traffic>("traffic");
/** Both bundles count in the same place; whoever comes first makes it. */
export function traffic(): Traffic {
  const known = trafficSlot.peek();
  if (known) return known;
  const made = new Traffic();
  trafficSlot.set(made);
  return made;
}
