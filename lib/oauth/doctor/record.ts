import { networkOf } from "@/lib/client-address/addresses";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { limiter } from "@/lib/rate-limit/limiter";
import { slot } from "@/lib/slot";
import { AttemptFinder } from "./attempts";
import { joinAttempts, type SeenStep } from "./join-attempts";
import type { Step } from "./step";

/**
 * Writes down one step of a client's attempt to connect, for the connection doctor, and returns the attempt that it belongs to.
 * It costs the request nothing: steps are gathered and written once a second.
 */
export function recordStep(step: Step): string {
  return connectionRecorder().record(step);
}

const mostPerMinute = 240;
const mostWaiting = 10_000;

/** Steps gathered in memory and written in one statement a batch. */
export class ConnectionRecorder {
  private waiting: Row[] = [];
  private readonly attempts = new AttemptFinder();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMilliseconds = 1000) {
    this.timer = setInterval(() => void this.flush(), everyMilliseconds);
    this.timer.unref();
  }

  record(step: Step): string {
    const { caller } = step;
    const attempt = this.attempts.find(step);
    // requests without a credential must not fill the table
    const isFlood = !limiter().take(`connection steps ${networkOf(caller.ip)}`, mostPerMinute).allowed && step.credentialId === undefined;
    if (!isFlood && this.waiting.length < mostWaiting) this.waiting.push(toRow(step, attempt));
    return attempt.id;
  }

  async flush(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0) return;
    this.waiting = [];
    try {
      await db().connectionEvent.createMany({ data: rows });
    } catch (error) {
      log.warn("Steps of connections could not be written; they are tried again", { steps: rows.length, error });
      this.waiting = [...rows, ...this.waiting].slice(-mostWaiting);
      return;
    }
    await this.join(rows);
  }

  /** What another instance has seen of the same attempt becomes one with it. It may fail: then there are two timelines in place of one. */
  private async join(rows: Row[]): Promise<void> {
    try {
      const moves = await joinAttempts(rows.map(toSeen));
      this.attempts.rename(moves);
      for (const row of this.waiting) row.attemptId = moves.get(row.attemptId) ?? row.attemptId;
    } catch (error) {
      log.warn("Attempts to connect that several instances saw could not be joined", { error });
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}

const recorderSlot = slot<ConnectionRecorder>("connectionRecorder");
export const connectionRecorder = () => recorderSlot.get();
export const setConnectionRecorder = (recorder: ConnectionRecorder) => recorderSlot.set(recorder);

type Row = Omit<Prisma.ConnectionEventCreateManyInput, "occurredAt"> & { occurredAt: Date };

const toSeen = ({ attemptId, occurredAt, step, succeeded, clientId, ip, userAgent }: Row): SeenStep => ({ attemptId, occurredAt, step, succeeded, clientId: clientId ?? null, ip: ip ?? null, userAgent: userAgent ?? null });

function toRow({ caller, detail, clientId, userId, credentialId, cause, step, succeeded, clientName }: Step, attempt: { id: string; at: number }): Row {
  return {
    id: newId("step"),
    attemptId: attempt.id,
    occurredAt: new Date(attempt.at),
    step,
    succeeded,
    clientId: clientId?.slice(0, 1000),
    clientName: clientName?.slice(0, 200),
    userId,
    credentialId,
    cause,
    detail: toDetail(detail),
    ip: caller.ip,
    userAgent: caller.userAgent?.slice(0, 400),
    requestId: caller.requestId,
  };
}

/** What a client sent may be long, and may hold what the database refuses. */
function toDetail(detail: Record<string, unknown> = {}): Prisma.InputJsonObject {
  const text = JSON.stringify(detail, (_name, value: unknown) => (typeof value === "string" ? value.slice(0, 500).replaceAll("\0", "").toWellFormed() : value));
  return text.length > 8000 ? { note: "too long to keep" } : (JSON.parse(text) as Prisma.InputJsonObject);
}
