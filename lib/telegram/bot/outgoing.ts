import type { Transformer } from "grammy";
import { pause } from "@/lib/db/run-alone";

const answerWithinMs = 10_000;
/** Telegram takes about thirty calls a second from one bot. */
const gapMs = 40;
const longestWaitSeconds = 90;
const tries = 4;

type Signal = Parameters<Transformer>[3];

/**
 * All calls but the long poll: one after the other with a small gap, each with a time limit. Where Telegram says "too many" (429) the
 * call waits as long as it says and is made again, without holding up other chats.
 */
export function patiently(stopping: AbortSignal): Transformer {
  let freeAt = 0;
  const turn = () => {
    const now = performance.now();
    const wait = Math.max(0, freeAt - now);
    freeAt = now + wait + gapMs;
    return wait > 0 ? pause(wait, stopping) : Promise.resolve();
  };
  return async (call, method, payload, signal) => {
    if (method === "getUpdates") return call(method, payload, signal);
    for (let attempt = 1; ; attempt++) {
      await turn();
      const answer = await call(method, payload, AbortSignal.any([stopping, AbortSignal.timeout(answerWithinMs)]) as unknown as Signal);
      const seconds = answer.ok ? undefined : answer.parameters?.retry_after;
      if (seconds === undefined || seconds > longestWaitSeconds || attempt >= tries || stopping.aborted) return answer;
      await pause(seconds * 1000, stopping);
    }
  };
}
