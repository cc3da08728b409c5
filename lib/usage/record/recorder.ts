import { isUnavailable } from "@/lib/db/errors";
import { log } from "@/lib/log";
import { traffic } from "@/lib/metrics/traffic";
import { limiter } from "@/lib/rate-limit/limiter";
import { slot } from "@/lib/slot";
import type { Call } from "./call";
import { seedQuota } from "../seed-quota";
import { addCall, emptyDigest, mergeDigests, type Digest } from "./digest";
import { writeDigest } from "./write";

const everyMilliseconds = 500;
/** Gathered calls are summed up when there are this many, whatever the time. */
const mostGathered = 2000;
/** Rows that wait for a database that is away. */
const mostWaiting = 20_000;
/** A credential that is refused again and again is counted, and listed this often a minute. */
const refusalsListedPerMinute = 300;
const mostAttempts = 10;

/**
 * The uses of credentials, gathered in memory and written twice a second in one statement. A call costs its request one
 * entry in a list. Where more come than the database can well list, all are counted and some are not listed.
 */
export class CallRecorder {
  private gathered: Call[] = [];
  private waiting = emptyDigest();
  private writing: Promise<void> | undefined;
  private failures = 0;
  private readonly timer: NodeJS.Timeout;

  /** `listedPerBatch`: how many rows a batch may have; refusals may be as many again. */
  constructor(
    private readonly listedPerBatch: number,
    private readonly write: (digest: Digest) => Promise<void> = writeDigest,
  ) {
    this.timer = setInterval(() => void this.flush(), everyMilliseconds);
    this.timer.unref();
  }

  record(call: Call): void {
    this.gathered.push(call);
    if (this.gathered.length >= mostGathered) this.digest();
  }

  /** Writes what has come so far; waits for a batch that is under way. */
  async flush(): Promise<void> {
    await this.writing;
    this.digest();
    if (this.waiting.counts.size === 0) return;
    const batch = this.waiting;
    this.waiting = emptyDigest();
    this.writing = this.attempt(batch).finally(() => (this.writing = undefined));
    await this.writing;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private digest(): void {
    const calls = this.gathered;
    this.gathered = [];
    for (const call of calls) {
      traffic().used(call.channel, call.reason ?? "allowed");
      addCall(this.waiting, call, this.isListed(call));
    }
  }

  private isListed({ reason, recognised }: Call): boolean {
    const room = this.listedPerBatch * (reason === undefined ? 1 : 2) - this.waiting.rows.length;
    if (room <= 0) return false;
    return reason === undefined || limiter().take(`listed refusals ${recognised!.principal.credentialId}`, refusalsListedPerMinute).allowed;
  }

  private async attempt(batch: Digest): Promise<void> {
    try {
      await this.write(batch);
      await followQuotas(batch);
      this.failures = 0;
      if (batch.unlisted > 0) log.debug("More calls than the request log lists; all are counted", { unlisted: batch.unlisted });
    } catch (error) {
      this.failures++;
      if (!isUnavailable(error) && this.failures >= mostAttempts) {
        log.error("A batch of the request log cannot be written and is given up", { calls: batch.rows.length, error });
        this.failures = 0;
        return;
      }
      log.warn("The request log could not be written; it is tried again", { calls: batch.rows.length, error });
      this.waiting = mergeDigests(batch, this.waiting, mostWaiting);
    }
  }
}

/** Other instances may have spent of the same quotas. */
async function followQuotas({ counts }: Digest): Promise<void> {
  const ids = new Set([...counts.values()].flatMap(({ subject }) => (subject.startsWith("quota:") ? [subject.slice("quota:".length)] : [])));
  for (const id of ids) await seedQuota(id).catch((error: unknown) => log.warn("A daily quota could not be read; it is tried again", { error }));
}

const recorderSlot = slot<CallRecorder>("callRecorder");
export const callRecorder = () => recorderSlot.get();
export const setCallRecorder = (recorder: CallRecorder) => recorderSlot.set(recorder);

/** Ends a call and has it written down, if it was somebody's. */
export function recordCall(call: Call, status?: number): void {
  if (!call.recognised) return;
  call.end(status);
  recorderSlot.get().record(call);
}
