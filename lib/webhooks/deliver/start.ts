import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { fanOut } from "./fan-out";
import { claim, send } from "./send";
import { webhookWaker } from "./wake";

/** Messages under way at once: one slow receiver does not hold up the others. */
const atOnce = 8;

/** Tells the webhooks what happens: looks every second for what is new and what is due. Returns a function that stops it. */
export function startWebhooks(everyMilliseconds = 1000): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isClosed = false;
  const look = () => {
    if (running || isClosed) return;
    running = round(() => isClosed)
      .catch((error: unknown) => log.warn("Webhooks could not be told; tried again soon", { error }))
      .finally(() => (running = undefined));
  };
  const timer = setInterval(look, everyMilliseconds);
  timer.unref();
  webhookWaker.set(look);
  return async () => {
    isClosed = true;
    clearInterval(timer);
    webhookWaker.clear();
    await running;
  };
}

async function round(isClosed: () => boolean): Promise<void> {
  while (!isClosed() && (await fanOut())) continue;
  for (;;) {
    const due = await db().webhookDelivery.findMany({ where: { status: "waiting", nextAttemptAt: { lte: clock.now() }, webhook: { disabledAt: null } }, include: { webhook: true }, orderBy: { nextAttemptAt: "asc" }, take: atOnce });
    if (due.length === 0 || isClosed()) return;
    await Promise.all(due.map(async (delivery) => ((await claim(delivery)) ? send(delivery) : undefined)));
  }
}
